; file.read(&mut buffer)?;
(expression_statement
  (try_expression
    (call_expression
      function: (field_expression field: (field_identifier) @_read)
      arguments: (arguments . (reference_expression (mutable_specifier) value: (_) @buffer) . ")")) @report)
  (#eq? @_read "read"))

(expression_statement
  (try_expression
    (await_expression
      (call_expression
        function: (field_expression field: (field_identifier) @_read)
        arguments: (arguments . (reference_expression (mutable_specifier) value: (_) @buffer) . ")"))) @report)
  (#eq? @_read "read"))

; file.read(&mut buffer).unwrap();
(expression_statement
  (call_expression
    function: (field_expression
      value: (call_expression
        function: (field_expression field: (field_identifier) @_read)
        arguments: (arguments . (reference_expression (mutable_specifier) value: (_) @buffer) . ")")) @report
      field: (field_identifier) @_unwrap))
  (#eq? @_read "read")
  (#any-of? @_unwrap "unwrap" "expect"))

; let _ = file.read(&mut buffer)?;
(let_declaration
  pattern: "_"
  value: (try_expression
    (call_expression
      function: (field_expression field: (field_identifier) @_read)
      arguments: (arguments . (reference_expression (mutable_specifier) value: (_) @buffer) . ")")) @report)
  (#eq? @_read "read"))

(let_declaration
  pattern: "_"
  value: (try_expression
    (await_expression
      (call_expression
        function: (field_expression field: (field_identifier) @_read)
        arguments: (arguments . (reference_expression (mutable_specifier) value: (_) @buffer) . ")"))) @report)
  (#eq? @_read "read"))
