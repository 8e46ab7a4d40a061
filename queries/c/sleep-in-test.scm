((call_expression function: (_) @_sleep arguments: (argument_list . (number_literal) @_time .)) @report
 (#calls? @_sleep "sleep" "Sleep" "usleep" "uv_sleep")
 (#match? @report "^(sleep\\s*\\(\\s*[1-9]|(Sleep|uv_sleep)\\s*\\(\\s*[1-9]\\d{2,}|usleep\\s*\\(\\s*[1-9]\\d{5,})"))

((call_expression function: (_) @_sleep arguments: (argument_list . (_) @_time .)) @report
 (#calls? @_sleep "std::this_thread::sleep_for")
 (#match? @_time "(::seconds\\(\\s*[1-9]|milliseconds\\(\\s*[1-9]\\d{2,}|^[1-9]\\d{2,}ms$|^[1-9]\\d*s$)"))
