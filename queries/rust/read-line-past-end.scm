((call_expression
   function: (field_expression field: (field_identifier) @_read)
   arguments: (arguments . (reference_expression (mutable_specifier) value: (_) @buffer) . ")")) @report
  (#eq? @_read "read_line"))
