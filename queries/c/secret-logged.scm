((call_expression function: (_) @_log arguments: (argument_list [(string_literal) (concatenated_string)] (_)* [(identifier) (field_expression)] @secret)) @report
 (#match? @_log "(?i)^(?:[\\w.>:-]*_)?(log|logf|infof|syslog|debug|info|warn|printf|fprintf|log_?(debug|info|warn|error|msg|message))$")
 (#match? @secret "(?i)(^|[._>])(password|passwd|passphrase|secret|(session|auth|access|api|bearer)_?token|(api|secret|private|signing|encryption)_?key)$"))

((call_expression function: (_) @_log arguments: (argument_list . [(string_literal) (concatenated_string)] (_)* [(identifier) (field_expression)] @secret)) @report
 (#match? @_log "^(spdlog::|logger->|log->)(trace|debug|info|warn|error)$")
 (#match? @secret "(?i)(^|[._>])(password|passwd|passphrase|secret|(session|auth|access|api|bearer)_?token|(api|secret|private|signing|encryption)_?key)$"))
