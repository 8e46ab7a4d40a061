((for_statement
   initializer: (_) @_start
   condition: (binary_expression left: (identifier) @name operator: ["<" "<="])
   increment: [(update_expression argument: (identifier) @_counter operator: "--") (update_expression operator: "--" argument: (identifier) @_counter)] @report)
 (#same? @name @_counter))
((for_statement
   initializer: (_) @_start
   condition: (binary_expression left: (identifier) @name operator: [">" ">="])
   increment: [(update_expression argument: (identifier) @_counter operator: "++") (update_expression operator: "++" argument: (identifier) @_counter)] @report)
 (#same? @name @_counter))
