((call_expression function: (_) @call) @report
 (#calls? @call "tmpnam" "tempnam" "mktemp" "std::tmpnam" "_mktemp" "tmpnam_r"))
