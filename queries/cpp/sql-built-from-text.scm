((call_expression arguments: (argument_list (binary_expression) @report))
 (#string-match? @report "(?is)^\\s*(select\\s.+\\sfrom|insert\\s+(or\\s+\\w+\\s+)?into|update\\s.+\\sset|delete\\s+from)\\s")
 (#part? @report sql))

((init_declarator value: (binary_expression) @report)
 (#string-match? @report "(?is)^\\s*(select\\s.+\\sfrom|insert\\s+(or\\s+\\w+\\s+)?into|update\\s.+\\sset|delete\\s+from)\\s")
 (#part? @report sql))

((call_expression function: (_) @_format) @report
 (#calls? @_format "std::format" "fmt::format")
 (#string-match? @report "(?is)^\\s*(select\\s.+\\sfrom|insert\\s+(or\\s+\\w+\\s+)?into|update\\s.+\\sset|delete\\s+from)\\s")
 (#part? @report sql))
