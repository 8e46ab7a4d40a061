((call_expression function: (_) @_make arguments: (argument_list . (call_expression function: (_) @_length) .)) @report
 (#calls? @_make "malloc" "std::malloc" "alloca")
 (#calls? @_length "strlen" "std::strlen")
 (#around-match? @report function "\\b(strcpy|stpcpy|strcat|sprintf)\\s*\\("))

((call_expression function: (_) @_make arguments: (argument_list . (call_expression function: (_) @_length arguments: (argument_list . (binary_expression operator: "+" right: (number_literal) @_one) .)) .)) @report
 (#calls? @_make "malloc" "std::malloc" "alloca")
 (#calls? @_length "strlen" "std::strlen")
 (#eq? @_one "1"))
