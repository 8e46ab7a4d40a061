((call
   function: [(attribute attribute: (identifier) @_name) (identifier) @_name]
   arguments: (argument_list . (_) @value @report))
 (#any-of? @_name
   "execute" "executemany" "executescript" "execute_sql" "fetchone" "fetchall" "fetchrow" "fetchval" "fetch")
 (#string-match? @value "(?is)^\\W*(?:select\\b.*\\bfrom\\b|insert\\b.*\\binto\\b|replace\\s+into\\b|update\\b.*\\bset\\b|delete\\s+from\\b|with\\b.*\\bselect\\b|call\\s)")
 (#part? @value sql)
 (#not-path-match? "migrations/"))
((call function: [(identifier) (attribute)] @_name arguments: (argument_list . (_) @value @report))
 (#known-as? @_name "(^|\\.)(read_sql|read_sql_query|raw|mogrify|text|RawSQL)$")
 (#string-match? @value "(?is)^\\W*(?:select\\b.*\\bfrom\\b|insert\\b.*\\binto\\b|replace\\s+into\\b|update\\b.*\\bset\\b|delete\\s+from\\b|with\\b.*\\bselect\\b|call\\s)")
 (#part? @value sql)
 (#not-path-match? "migrations/"))
