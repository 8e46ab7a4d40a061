((method_invocation
   object: (_) @atomic
   name: (identifier) @_set
   arguments: (argument_list . (binary_expression
     left: (method_invocation object: (_) @_same name: (identifier) @_get)) .)) @report
 (#any-of? @_set "set" "lazySet")
 (#eq? @_get "get")
 (#same? @atomic @_same)
 (#type? @atomic "java.util.concurrent.atomic.AtomicInteger" "java.util.concurrent.atomic.AtomicLong")
 (#not-has-ancestor? @report synchronized_statement)
 (#not-around-match? @report function "^[^{]*\\bsynchronized\\b|\\.lock\\("))
