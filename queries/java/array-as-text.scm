((binary_expression left: (_) @_left operator: "+" right: (identifier) @array @report)
 (#type? @_left "String")
 (#value-match? @array "^\\w+\\s*(\\[\\s*\\]\\s*)+$"))
((binary_expression
   left: (binary_expression operator: "+" right: (string_literal))
   operator: "+"
   right: (identifier) @array @report)
 (#value-match? @array "^\\w+\\s*(\\[\\s*\\]\\s*)+$"))
((method_invocation
   object: (identifier) @array
   name: (identifier) @_method
   arguments: (argument_list) @_none) @report
 (#any-of? @_method "toString" "hashCode")
 (#eq? @_none "()")
 (#value-match? @array "^\\w+\\s*(\\[\\s*\\]\\s*)+$"))
((method_invocation
   object: (identifier) @_string
   name: (identifier) @_of
   arguments: (argument_list . (identifier) @array @report .))
 (#any-of? @_string "String" "Objects")
 (#any-of? @_of "valueOf" "toString")
 (#value-match? @array "^(byte|int|long|short|double|float|boolean|String|Object|[A-Z]\\w*)\\s*(\\[\\s*\\]\\s*)+$"))
