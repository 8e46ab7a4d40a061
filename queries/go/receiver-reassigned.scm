((method_declaration
   receiver: (parameter_list (parameter_declaration name: (identifier) @_self))
   body: (block (statement_list (assignment_statement left: (expression_list . (identifier) @receiver .) operator: "=" right: (expression_list . (unary_expression operator: "&") .)) @report)))
 (#eq? @receiver @_self)
 (#not-uses-match? @receiver "."))
