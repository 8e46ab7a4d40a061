((expression_statement (method_invocation
   object: (_) @_object
   name: (identifier) @_await
   arguments: (argument_list . (_) . (_) .)) @report)
 (#eq? @_await "await")
 (#type? @_object "java.util.concurrent.CountDownLatch")
 (#not-explained? @report))
((expression_statement (method_invocation object: (_) @_object name: (identifier) @_try) @report)
 (#any-of? @_try "tryLock" "tryAcquire")
 (#type? @_object "java.util.concurrent.locks.Lock" "java.util.concurrent.locks.ReentrantLock"
   "java.util.concurrent.Semaphore")
 (#not-explained? @report))
