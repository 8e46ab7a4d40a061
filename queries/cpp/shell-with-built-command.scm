((call_expression function: (_) @_run arguments: (argument_list . (_) @report))
 (#calls? @_run "system" "popen" "_popen" "std::system")
 (#string-match? @report "\\w")
 (#part? @report shell))
