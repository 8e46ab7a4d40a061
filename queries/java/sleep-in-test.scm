((method_invocation
   name: (identifier) @_sleep
   arguments: (argument_list . (decimal_integer_literal) @_time .)) @report
 (#eq? @_sleep "sleep")
 (#match? @_time "^[1-9][0-9_]{3,}[lL]?$")
 (#calls? @report "Thread.sleep"))
((method_invocation
   name: (identifier) @_sleep
   arguments: (argument_list . (decimal_integer_literal) .)) @report
 (#eq? @_sleep "sleep")
 (#calls? @report "java.util.concurrent.TimeUnit.SECONDS.sleep" "java.util.concurrent.TimeUnit.MINUTES.sleep"))
