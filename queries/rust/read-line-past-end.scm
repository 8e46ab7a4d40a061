; Nothing looks at how many bytes were read, and the loop has no end of its own.
((loop_expression body: (block (expression_statement [
    (call_expression
      function: (field_expression field: (field_identifier) @_read)
      arguments: (arguments . (reference_expression (mutable_specifier) value: (_)) . ")")) @report
    (try_expression (call_expression
      function: (field_expression field: (field_identifier) @_read)
      arguments: (arguments . (reference_expression (mutable_specifier) value: (_)) . ")")) @report)
    (try_expression (await_expression (call_expression
      function: (field_expression field: (field_identifier) @_read)
      arguments: (arguments . (reference_expression (mutable_specifier) value: (_)) . ")")) @report))
    (call_expression function: (field_expression value: (call_expression
      function: (field_expression field: (field_identifier) @_read)
      arguments: (arguments . (reference_expression (mutable_specifier) value: (_)) . ")")) @report))
    (call_expression function: (field_expression value: (await_expression (call_expression
      function: (field_expression field: (field_identifier) @_read)
      arguments: (arguments . (reference_expression (mutable_specifier) value: (_)) . ")")) @report)))
    (try_expression (call_expression function: (field_expression value: (call_expression
      function: (field_expression field: (field_identifier) @_read)
      arguments: (arguments . (reference_expression (mutable_specifier) value: (_)) . ")")) @report)))
  ]))) @_loop
  (#eq? @_read "read_line")
  (#not-match? @_loop "\\.is_empty\\(\\)|\\.len\\(\\)|== \"\"|\"\" =>|\\.ends_with\\("))
