((expression_statement (method_invocation
   object: (_) @_process
   name: (identifier) @_wait
   arguments: (argument_list) @_none) @report)
 (#eq? @_wait "waitFor")
 (#eq? @_none "()")
 (#type? @_process "Process" "ProcessBuilder().start" "Runtime.getRuntime().exec")
 (#not-around-match? @report function "exitValue\\(|destroy")
 (#not-explained? @report))
