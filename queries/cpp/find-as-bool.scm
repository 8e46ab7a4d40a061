((binary_expression
   left: (call_expression function: (field_expression field: (field_identifier) @_find))
   operator: [">=" "<"]
   right: (number_literal) @_zero) @report
 (#any-of? @_find "find" "rfind" "find_first_of" "find_last_of")
 (#eq? @_zero "0"))

((binary_expression
   left: (call_expression function: (field_expression field: (field_identifier) @_find))
   operator: [">" "!=" "=="]
   right: (number_literal) @_one) @report
 (#any-of? @_find "find" "rfind" "find_first_of" "find_last_of")
 (#eq? @_one "-1")
 (#match? @report ">"))

((if_statement condition: (condition_clause value: (call_expression function: (field_expression field: (field_identifier) @_find) arguments: (argument_list . [(string_literal) (char_literal)])) @report))
 (#any-of? @_find "find" "rfind" "find_first_of" "find_last_of"))
