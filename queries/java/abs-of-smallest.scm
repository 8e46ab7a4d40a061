; What is only shown may be negative; an index, the rest of a division, may not.
((binary_expression
   left: (method_invocation
     name: (identifier) @_abs
     arguments: (argument_list . (method_invocation
       name: (identifier) @_name
       arguments: (argument_list) @_none) @value .)) @report
   operator: "%")
 (#eq? @_abs "abs")
 (#any-of? @_name "hashCode" "nextInt" "nextLong")
 (#eq? @_none "()")
 (#calls? @report "Math.abs" "StrictMath.abs"))
((array_access index: (method_invocation
   name: (identifier) @_abs
   arguments: (argument_list . (method_invocation
     name: (identifier) @_name
     arguments: (argument_list) @_none) @value .)) @report)
 (#eq? @_abs "abs")
 (#any-of? @_name "hashCode" "nextInt" "nextLong")
 (#eq? @_none "()")
 (#calls? @report "Math.abs" "StrictMath.abs"))
