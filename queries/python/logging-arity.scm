((call function: (attribute object: (_) @_logger attribute: (identifier) @method)
       arguments: (argument_list . (_)) @arguments) @report
 (#any-of? @method "debug" "info" "warning" "warn" "error" "critical" "exception" "fatal" "log")
 (#match? @_logger "^((self|cls)\\.)?_*(log|logger|logging|LOG|LOGGER)$"))
