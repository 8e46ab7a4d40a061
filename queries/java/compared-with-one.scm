((binary_expression
   left: (method_invocation object: (_) name: (identifier) @_compare arguments: (argument_list (_))) @call
   operator: ["==" "!="]
   right: [(decimal_integer_literal) (unary_expression)] @_one) @report
 (#any-of? @_compare "compareTo" "compareToIgnoreCase" "compare")
 (#any-of? @_one "1" "-1"))
