((method_invocation name: (identifier) @_sleep) @report
 (#eq? @_sleep "sleep")
 (#has-ancestor? @report synchronized_statement)
 (#not-has-ancestor? @report lambda_expression)
 (#calls? @report "Thread.sleep" "java.util.concurrent.TimeUnit.SECONDS.sleep"
   "java.util.concurrent.TimeUnit.MILLISECONDS.sleep"))
