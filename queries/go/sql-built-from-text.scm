((call_expression
   function: (selector_expression field: (field_identifier) @_name)
   arguments: (argument_list (_) @value @report))
 (#any-of? @_name
   "Exec" "ExecContext" "Query" "QueryContext" "QueryRow" "QueryRowContext" "Prepare" "PrepareContext" "Queryx"
   "QueryxContext" "QueryRowx" "Get" "GetContext" "Select" "SelectContext" "MustExec" "Raw" "NamedExec")
 (#string-match? @value "(?is)^\\W*(?:select\\b.*\\bfrom\\b|insert\\b.*\\binto\\b|replace\\s+into\\b|update\\b.*\\bset\\b|delete\\s+from\\b|with\\b.*\\bselect\\b|call\\s)")
 (#part? @value sql)
 (#not-path-match? "migrations?/"))
