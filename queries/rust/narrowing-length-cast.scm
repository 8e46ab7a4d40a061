((type_cast_expression
   value: (call_expression
     function: (field_expression field: (field_identifier) @_len)
     arguments: (arguments . ")"))
   type: (primitive_type) @type) @report
  (#eq? @_len "len")
  (#any-of? @type "u8" "i8"))

; (body.len() as u16).to_be_bytes()
(field_expression
  value: (parenthesized_expression
    (type_cast_expression
      value: (call_expression
        function: (field_expression field: (field_identifier) @_len)
        arguments: (arguments . ")"))
      type: (primitive_type) @type) @report)
  field: (field_identifier) @_write
  (#eq? @_len "len")
  (#any-of? @type "u16" "i16")
  (#match? @_write "^to_[bln]e_bytes$"))

; out.put_u16(body.len() as u16)
(call_expression
  function: [
    (field_expression field: (field_identifier) @_write)
    (generic_function function: (field_expression field: (field_identifier) @_write))
  ]
  arguments: (arguments
    .
    (type_cast_expression
      value: (call_expression
        function: (field_expression field: (field_identifier) @_len)
        arguments: (arguments . ")"))
      type: (primitive_type) @type) @report)
  (#eq? @_len "len")
  (#any-of? @type "u16" "i16")
  (#match? @_write "^(put|write|push)_[ui]16"))
