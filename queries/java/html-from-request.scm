((method_invocation
   object: (method_invocation name: (identifier) @_writer)
   name: (identifier) @_print
   arguments: (argument_list . (_) @source @report .))
 (#eq? @_writer "getWriter")
 (#any-of? @_print "print" "println" "write" "append")
 (#tainted? @source html)
 (#not-around-match? @report function "text/plain|application/json|TEXT_PLAIN|APPLICATION_JSON"))
