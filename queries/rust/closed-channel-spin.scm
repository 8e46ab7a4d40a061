; The loop that goes on asks the same channel again; one over several channels does not.
(match_expression
  value: [
    (call_expression
      function: (field_expression field: (field_identifier) @_recv)
      arguments: (arguments . ")"))
    (await_expression
      (call_expression
        function: (field_expression field: (field_identifier) @_recv)
        arguments: (arguments . ")")))
  ] @call
  body: (match_block
    (match_arm
      pattern: (match_pattern) @_closed
      value: [
        (continue_expression)
        (block . (continue_expression) .)
        (block . (expression_statement (continue_expression)) .)
      ] @report))
  (#eq? @_recv "recv")
  (#match? @_closed "^(None|Err\\(_\\w*\\))$")
  (#around? @report loop loop_expression while_expression))

(let_declaration
  value: [
    (call_expression
      function: (field_expression field: (field_identifier) @_recv)
      arguments: (arguments . ")"))
    (await_expression
      (call_expression
        function: (field_expression field: (field_identifier) @_recv)
        arguments: (arguments . ")")))
  ] @call
  alternative: (block . [(continue_expression) (expression_statement (continue_expression))] @report .)
  (#eq? @_recv "recv")
  (#around? @report loop loop_expression while_expression))
