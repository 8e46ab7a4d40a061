((method_invocation object: (_) @_thread name: (identifier) @_run arguments: (argument_list) @_none) @report
 (#eq? @_run "run")
 (#eq? @_none "()")
 (#type? @_thread "Thread"))
