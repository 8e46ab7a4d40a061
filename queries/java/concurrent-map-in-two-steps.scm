((if_statement
   condition: (parenthesized_expression (unary_expression operand: (method_invocation
     object: (_) @map
     name: (identifier) @_asks)))
   consequence: (block (expression_statement (method_invocation
     object: (_) @_same
     name: (identifier) @_changes) @report)))
 (#eq? @_asks "containsKey")
 (#eq? @_changes "put")
 (#same? @map @_same)
 (#type? @map "java.util.concurrent.ConcurrentHashMap" "java.util.concurrent.ConcurrentMap"
   "java.util.concurrent.ConcurrentSkipListMap")
 (#not-has-ancestor? @report synchronized_statement)
 (#not-around-match? @report function "^[^{]*\\bsynchronized\\b|\\.lock\\("))
