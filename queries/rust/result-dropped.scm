(let_declaration
  pattern: "_"
  value: [(call_expression) (await_expression (call_expression))] @report)

(expression_statement
  (call_expression
    function: (field_expression
      value: [(call_expression) (await_expression (call_expression))] @report
      field: (field_identifier) @_ok)
    arguments: (arguments . ")"))
  (#eq? @_ok "ok"))
