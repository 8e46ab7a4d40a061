((method_invocation
   object: (_) @_log
   name: (identifier) @_level
   arguments: (argument_list . [(string_literal) (binary_expression)] @message . (_)) @values) @report
 (#any-of? @_level "trace" "debug" "info" "warn" "error")
 (#match? @_log "^(this\\.)?_?(log|logger|LOG|LOGGER)$")
 (#file-match? "org\\.slf4j|org\\.apache\\.logging\\.log4j|@Slf4j|@Log4j2|InternalLogger")
 (#not-file-match? "getFormatterLogger"))
