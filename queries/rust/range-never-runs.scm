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
; From a number without a sign down to zero.
((range_expression . (identifier) @_start "..") @range @report
  (#value-match? @_start "^u(size|8|16|32|64|128)$")
  (#match? @range "\\.\\.\\s*0$"))
; From a number to a smaller one: the check compares them.
((range_expression . (integer_literal) @_first (integer_literal) @_last .) @range @report)
