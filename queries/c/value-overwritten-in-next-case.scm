((case_statement (expression_statement (assignment_expression left: (_) @name operator: "=") @report) .)
 . (case_statement value: (_) . (expression_statement (assignment_expression left: (_) @_same operator: "=" right: (_) @_value)))
 (#pure? @name)
 (#same? @_same @name))
