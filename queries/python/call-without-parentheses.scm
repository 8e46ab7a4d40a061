((expression_statement . (attribute attribute: (identifier) @_method) @report .)
 (#any-of? @_method "close" "start" "stop" "join" "commit" "rollback" "flush" "clear" "save" "cancel" "release"
   "acquire" "shutdown" "reset" "delete" "refresh" "disconnect" "terminate" "kill" "unlink" "pop" "sort" "reverse"
   "set" "notify_all" "raise_for_status" "strip" "run"))
