((call
   function: [(attribute attribute: (identifier) @_name) (identifier) @_name]
   arguments: (argument_list . (_) @query @report))
 (#any-of? @_name
   "execute" "executemany" "executescript" "execute_sql" "read_sql" "read_sql_query" "raw" "mogrify" "text" "RawSQL"
   "fetchone" "fetchall" "fetchrow" "fetchval" "fetch"))
