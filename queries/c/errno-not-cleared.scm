((binary_expression left: (identifier) @_errno operator: ["==" "!="] right: [(identifier) (number_literal)] @_code) @report
 (#eq? @_errno "errno")
 (#any-of? @_code "ERANGE" "EINVAL" "0")
 (#around-match? @report function "\\bstrto(l|ll|ul|ull|d|f|ld|imax|umax|off)\\s*\\(")
 (#not-around-match? @report function "(?i)errno\\s*=\\s*0|set_?errno|(?:HUGE_VAL|LONG_M|LLONG_M|ULONG_M|UINT64_M|INT64_M)|errno\\s*=\\s*\\(?\\w"))
