((call
   function: (_) @_log
   arguments: (argument_list [(identifier) (attribute)] @secret @report))
 (#match? @_log "^(print|(self\\.|cls\\.|app\\.|current_app\\.)?_?(log|logger|logging|LOG|LOGGER)\\.(debug|info|warning|warn|error|exception|critical|log))$")
 (#match? @secret "(?i)(^|[._])(password|passwd|passphrase|client_secret|secret_key|secret_access_key|private_key|api_?key|access_token|auth_token|refresh_token|bearer_token)$")
 (#not-match? @secret "(^|[._])(is|has|use|no|need|needs|with|ask|want|show)_"))
((call
   function: (_) @_log
   arguments: (argument_list (string (interpolation expression: [(identifier) (attribute)] @secret @report))))
 (#match? @_log "^(print|(self\\.|cls\\.|app\\.|current_app\\.)?_?(log|logger|logging|LOG|LOGGER)\\.(debug|info|warning|warn|error|exception|critical|log))$")
 (#match? @secret "(?i)(^|[._])(password|passwd|passphrase|client_secret|secret_key|secret_access_key|private_key|api_?key|access_token|auth_token|refresh_token|bearer_token)$")
 (#not-match? @secret "(^|[._])(is|has|use|no|need|needs|with|ask|want|show)_"))
