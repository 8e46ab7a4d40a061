((expression_statement (call
   function: (attribute object: (identifier) @_module attribute: (identifier) @_name) @report
   arguments: (argument_list) @_arguments))
 (#eq? @_module "subprocess")
 (#any-of? @_name "run" "call")
 (#not-match? @_arguments "check|\\*\\*"))
