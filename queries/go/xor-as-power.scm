((binary_expression left: (int_literal) @_base operator: "^" right: (int_literal) @_exponent) @report
 (#any-of? @_base "2" "10")
 (#match? @_exponent "^[1-9]\\d*$"))
