((call
   function: (attribute object: (identifier) @_module attribute: (identifier) @_name) @report
   arguments: (argument_list) @_arguments)
 (#eq? @_module "requests")
 (#any-of? @_name "get" "post" "put" "patch" "delete" "head" "options" "request")
 (#not-match? @_arguments "timeout|\\*\\*")
 (#file-match? "(?m)^\\s*import requests\\b"))
