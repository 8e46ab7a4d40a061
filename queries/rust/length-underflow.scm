((binary_expression
   left: (call_expression
     function: (field_expression value: (_) @list field: (field_identifier) @_len)
     arguments: (arguments . ")"))
   operator: "-"
   right: (integer_literal)) @report
  (#eq? @_len "len")
  (#has-parent? @report "range_expression"))

(binary_expression
  operator: ["<" "<=" ">" ">="]
  right: (binary_expression
    left: (call_expression
      function: (field_expression value: (_) @list field: (field_identifier) @_len)
      arguments: (arguments . ")"))
    operator: "-"
    right: (_)) @report
  (#eq? @_len "len"))
