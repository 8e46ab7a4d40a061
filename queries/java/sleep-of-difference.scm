((method_invocation name: (identifier) @_sleep arguments: (argument_list . (binary_expression operator: "-") @time .)) @report
 (#eq? @_sleep "sleep")
 (#calls? @report "Thread.sleep" "java.util.concurrent.TimeUnit.MILLISECONDS.sleep"
   "java.util.concurrent.TimeUnit.NANOSECONDS.sleep")
 (#not-match? @time "\\*"))
