((call
   function: (attribute attribute: (identifier) @_set)
   arguments: (argument_list . (_) @report))
 (#eq? @_set "set_missing_host_key_policy")
 (#match? @report "^(paramiko\\.|client\\.)*(AutoAdd|Warning)Policy(\\(\\))?$"))
((call
   function: (attribute object: (identifier) @_module)
   arguments: (argument_list (keyword_argument name: (identifier) @_name value: (none)) @report))
 (#eq? @_module "asyncssh")
 (#eq? @_name "known_hosts"))
