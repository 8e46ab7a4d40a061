((call
   function: (attribute attribute: (identifier) @_set)
   arguments: (argument_list . (_) @report))
 (#eq? @_set "set_missing_host_key_policy")
 (#names? @report "paramiko.AutoAddPolicy" "paramiko.AutoAddPolicy()" "paramiko.WarningPolicy"
   "paramiko.WarningPolicy()" "paramiko.client.AutoAddPolicy" "paramiko.client.AutoAddPolicy()"
   "paramiko.client.WarningPolicy" "paramiko.client.WarningPolicy()" "client.AutoAddPolicy" "client.AutoAddPolicy()"
   "client.WarningPolicy" "client.WarningPolicy()" "AutoAddPolicy" "AutoAddPolicy()" "WarningPolicy"
   "WarningPolicy()"))
((call
   function: [(identifier) (attribute)] @_connect
   arguments: (argument_list (keyword_argument name: (identifier) @_name value: (none)) @report))
 (#eq? @_name "known_hosts")
 (#calls? @_connect "asyncssh.*"))
