((call function: (identifier) @_name arguments: (argument_list . (_) @data @report))
 (#any-of? @_name "eval" "exec"))
