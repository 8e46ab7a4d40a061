((binary_expression
   left: (method_invocation object: (_) name: (identifier) @_size arguments: (argument_list) @_none) @length
   operator: ">="
   right: (decimal_integer_literal) @_zero) @report
 (#any-of? @_size "size" "length")
 (#eq? @_none "()")
 (#eq? @_zero "0")
 (#not-match? @length "(?i)channel|file|region|response|content")
 (#set! value "true"))
((binary_expression
   left: (method_invocation object: (_) name: (identifier) @_size arguments: (argument_list) @_none) @length
   operator: "<"
   right: (decimal_integer_literal) @_zero) @report
 (#any-of? @_size "size" "length")
 (#eq? @_none "()")
 (#eq? @_zero "0")
 (#type? @length "java.util.List().size" "java.util.Map().size" "java.util.Set().size" "java.util.Collection().size"
   "String().length" "CharSequence().length")
 (#set! value "false"))
((binary_expression
   left: (field_access field: (identifier) @_size) @length
   operator: ["<" ">="] @_operator
   right: (decimal_integer_literal) @_zero) @report
 (#eq? @_size "length")
 (#eq? @_zero "0")
 (#value-match? @length "^\\w+\\.length$")
 (#match? @report "^(args|array|bytes|values|data|buffer)\\.length")
 (#set! value "the same"))
