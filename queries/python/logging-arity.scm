((call function: (attribute object: (_) @_logger attribute: (identifier) @method)
       arguments: (argument_list . (_)) @arguments) @report
 (#any-of? @method "debug" "info" "warning" "warn" "error" "critical" "exception" "fatal" "log")
 (#match? @_logger "^((self|cls)\\.)?_*(log|logger|logging|LOG|LOGGER)$"))
((call function: (attribute object: (_) @_logger attribute: (identifier) @method)
       arguments: (argument_list . (_)) @arguments) @report
 (#any-of? @method "debug" "info" "warning" "warn" "error" "critical" "exception" "fatal" "log")
 (#type? @_logger "logging.getLogger" "logging.Logger"))
((call function: (identifier) @method arguments: (argument_list . (_)) @arguments) @report
 (#calls? @method "logging.debug" "logging.info" "logging.warning" "logging.warn" "logging.error" "logging.critical"
   "logging.exception" "logging.fatal" "logging.log"))
