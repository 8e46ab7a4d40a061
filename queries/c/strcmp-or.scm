((binary_expression
   left: (call_expression function: (_) @_one arguments: (argument_list . (_) @text . (string_literal) @_first .))
   operator: "||"
   right: (call_expression function: (_) @_other arguments: (argument_list . (_) @_same . (string_literal) @_second .))) @report
 (#calls? @_one "strcmp" "strcasecmp" "std::strcmp")
 (#calls? @_other "strcmp" "strcasecmp" "std::strcmp")
 (#same? @_same @text)
 (#not-same? @_second @_first))

((binary_expression
   left: (binary_expression left: (call_expression function: (_) @_one arguments: (argument_list . (_) @text . (string_literal) @_first .)) operator: "!=" right: (number_literal) @_zero)
   operator: "||"
   right: (binary_expression left: (call_expression function: (_) @_other arguments: (argument_list . (_) @_same . (string_literal) @_second .)) operator: "!=" right: (number_literal) @_nil)) @report
 (#eq? @_zero "0")
 (#eq? @_nil "0")
 (#calls? @_one "strcmp" "strcasecmp" "std::strcmp")
 (#calls? @_other "strcmp" "strcasecmp" "std::strcmp")
 (#same? @_same @text)
 (#not-same? @_second @_first))
