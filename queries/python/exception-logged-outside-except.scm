((call function: (attribute object: (_) @_logger attribute: (identifier) @_method) @call
       arguments: (argument_list) @_arguments) @report
 (#eq? @_method "exception")
 (#match? @_logger "^((self|cls)\\.)?_*(log|logger|logging|LOG|LOGGER)$")
 (#not-match? @_arguments "exc_info")
 (#not-has-ancestor? @report "except_clause" "finally_clause"))
((call function: (attribute object: (_) @_logger attribute: (identifier) @_method) @call
       arguments: (argument_list) @_arguments) @report
 (#eq? @_method "exception")
 (#type? @_logger "logging.getLogger" "logging.Logger" "structlog.get_logger")
 (#not-match? @_arguments "exc_info")
 (#not-has-ancestor? @report "except_clause" "finally_clause"))
((call function: [(identifier) (attribute)] @call arguments: (argument_list) @_arguments) @report
 (#calls? @call "logging.exception")
 (#not-match? @_arguments "exc_info")
 (#not-has-ancestor? @report "except_clause" "finally_clause"))
