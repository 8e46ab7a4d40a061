((range_expression
   .
   [
     (call_expression function: (field_expression field: (field_identifier) @_length))
     (binary_expression
       left: (call_expression function: (field_expression field: (field_identifier) @_length))
       operator: "-"
       right: (integer_literal))
   ]
   (integer_literal) @_zero .) @range @report
  (#any-of? @_length "len" "count")
  (#eq? @_zero "0"))
