((call
   function: (attribute) @_log
   arguments: (argument_list [(identifier) (attribute)] @secret @report))
 (#match? @secret "(?i)(^|[._])(password|passwd|passphrase|client_secret|secret_key|secret_access_key|private_key|api_?key|access_token|auth_token|refresh_token|bearer_token)$")
 (#not-match? @secret "(^|[._])(is|has|use|no|need|needs|with|ask|want|show)_")
 (#match? @_log "^(self\\.|cls\\.|app\\.|current_app\\.)?_?(log|logger|logging|LOG|LOGGER)\\.(debug|info|warning|warn|error|exception|critical|log)$"))
((call
   function: (attribute) @_log
   arguments: (argument_list (string (interpolation expression: [(identifier) (attribute)] @secret @report))))
 (#match? @secret "(?i)(^|[._])(password|passwd|passphrase|client_secret|secret_key|secret_access_key|private_key|api_?key|access_token|auth_token|refresh_token|bearer_token)$")
 (#not-match? @secret "(^|[._])(is|has|use|no|need|needs|with|ask|want|show)_")
 (#match? @_log "^(self\\.|cls\\.|app\\.|current_app\\.)?_?(log|logger|logging|LOG|LOGGER)\\.(debug|info|warning|warn|error|exception|critical|log)$"))
((call
   function: [(identifier) (attribute)] @_log
   arguments: (argument_list [(identifier) (attribute)] @secret @report))
 (#match? @secret "(?i)(^|[._])(password|passwd|passphrase|client_secret|secret_key|secret_access_key|private_key|api_?key|access_token|auth_token|refresh_token|bearer_token)$")
 (#not-match? @secret "(^|[._])(is|has|use|no|need|needs|with|ask|want|show)_")
 (#calls? @_log "print" "logging.debug" "logging.info" "logging.warning" "logging.warn" "logging.error"
   "logging.critical" "logging.exception" "logging.log" "logging.getLogger().debug" "logging.getLogger().info"
   "logging.getLogger().warning" "logging.getLogger().warn" "logging.getLogger().error"
   "logging.getLogger().critical" "logging.getLogger().exception" "logging.getLogger().log"))
((call
   function: [(identifier) (attribute)] @_log
   arguments: (argument_list (string (interpolation expression: [(identifier) (attribute)] @secret @report))))
 (#match? @secret "(?i)(^|[._])(password|passwd|passphrase|client_secret|secret_key|secret_access_key|private_key|api_?key|access_token|auth_token|refresh_token|bearer_token)$")
 (#not-match? @secret "(^|[._])(is|has|use|no|need|needs|with|ask|want|show)_")
 (#calls? @_log "print" "logging.debug" "logging.info" "logging.warning" "logging.warn" "logging.error"
   "logging.critical" "logging.exception" "logging.log" "logging.getLogger().debug" "logging.getLogger().info"
   "logging.getLogger().warning" "logging.getLogger().warn" "logging.getLogger().error"
   "logging.getLogger().critical" "logging.getLogger().exception" "logging.getLogger().log"))
