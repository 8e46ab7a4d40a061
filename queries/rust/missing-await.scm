(expression_statement
  (call_expression function: [(identifier) (field_expression value: (self)) (scoped_identifier)]) @report
  ";")

(let_declaration
  pattern: "_"
  value: (call_expression function: [(identifier) (field_expression value: (self)) (scoped_identifier)]) @report)
