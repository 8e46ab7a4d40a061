((call_expression function: (scoped_identifier path: (_) @_env name: (identifier) @_name) @call) @report
 (#match? @_env "(^|::)env$")
 (#any-of? @_name "set_var" "remove_var"))
