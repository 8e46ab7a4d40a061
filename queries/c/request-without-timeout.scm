((call_expression function: (_) @_perform arguments: (argument_list . (identifier) .)) @report
 (#calls? @_perform "curl_easy_perform")
 (#around-match? @report function "curl_easy_init")
 (#not-around-match? @report function "TIMEOUT|LOW_SPEED")
 (#not-path-match? "(^|/)(examples?|docs)/"))
