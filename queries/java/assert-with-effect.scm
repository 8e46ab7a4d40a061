((assert_statement (method_invocation object: (_) name: (identifier) @_name) @report)
 (#any-of? @_name "add" "addAll" "remove" "removeAll" "put" "putIfAbsent" "poll" "offer" "pop" "push" "compareAndSet"
   "getAndSet" "incrementAndGet" "decrementAndGet" "delete" "mkdirs" "renameTo" "tryLock"))
((assert_statement (binary_expression left: (method_invocation object: (_) name: (identifier) @_name) @report))
 (#any-of? @_name "remove" "put" "putIfAbsent" "poll" "pop" "getAndSet" "incrementAndGet" "decrementAndGet" "getAndAdd"))
(assert_statement (update_expression) @report)
(assert_statement (binary_expression left: (update_expression) @report))
