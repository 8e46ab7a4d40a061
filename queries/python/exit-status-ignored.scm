((expression_statement (call
   function: [(identifier) (attribute)] @report
   arguments: (argument_list) @_arguments))
 (#calls? @report "subprocess.run" "subprocess.call")
 (#not-match? @_arguments "check|\\*\\*"))
