((for_statement
   init: (local_variable_declaration declarator: (variable_declarator name: (identifier) @_name))
   condition: (binary_expression left: (identifier) @variable operator: ["<" "<=" ">" ">="])
   update: (update_expression (identifier) @counted) @report)
 (#eq? @_name @variable)
 (#not-eq? @counted @variable)
 (#not-rebound? @_name))
