((call_expression function: (_) @_log arguments: (argument_list [(string_literal) (concatenated_string)] [(identifier) (field_expression)] @secret)) @report
 (#match? @_log "(?i)^(printf|fprintf|(?:[\\w.>:-]*_)?(log|logf|infof|syslog|debug|info|warn|log_?(debug|info|warn|error|msg|message)))$")
 (#match? @secret "(?i)(^|[._>])(password|passwd|passphrase|secret|(session|auth|access|api|bearer)_?token|(api|secret|private|signing|encryption)_?key)$"))

((call_expression function: (_) @_log arguments: (argument_list . [(string_literal) (concatenated_string)] [(identifier) (field_expression)] @secret)) @report
 (#match? @_log "^(spdlog::|logger->|log->)(trace|debug|info|warn|error)$")
 (#match? @secret "(?i)(^|[._>])(password|passwd|passphrase|secret|(session|auth|access|api|bearer)_?token|(api|secret|private|signing|encryption)_?key)$"))
