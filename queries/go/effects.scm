; What is changed in place, what leaves its function, which members are set: see src/facts/effects.rs.
(inc_statement (_) @changed)
(dec_statement (_) @changed)
(assignment_statement left: (expression_list (index_expression operand: (_) @changed)))
((call_expression function: (identifier) @_delete arguments: (argument_list . (_) @changed)) (#eq? @_delete "delete"))

(return_statement (expression_list (_) @escapes))
(return_statement (expression_list (unary_expression operand: (_) @escapes)))
(send_statement value: (_) @escapes)
(assignment_statement left: (expression_list (selector_expression)) right: (expression_list (_) @escapes))
(assignment_statement left: (expression_list (index_expression)) right: (expression_list (_) @escapes))
(keyed_element value: (literal_element (_) @escapes))

(assignment_statement left: (expression_list (selector_expression field: (_) @set)))
