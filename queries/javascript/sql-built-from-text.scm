((call_expression
   function: (member_expression property: (property_identifier) @_name)
   arguments: (arguments . (_) @value @report))
 (#any-of? @_name "query" "execute" "raw" "run" "all" "get" "each" "exec" "prepare" "queryRaw" "$queryRawUnsafe"
   "$executeRawUnsafe" "any" "one" "none" "many" "unsafe")
 (#string-match? @value "(?is)^\\W*(?:select\\b.*\\bfrom\\b|insert\\b.*\\binto\\b|replace\\s+into\\b|update\\b.*\\bset\\b|delete\\s+from\\b|with\\b.*\\bselect\\b|call\\s)")
 (#part? @value sql)
 (#not-path-match? "migrations?/"))
