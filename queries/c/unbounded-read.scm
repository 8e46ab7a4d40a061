((call_expression function: (_) @_read arguments: (argument_list . (string_literal) @_format)) @report
 (#calls? @_read "scanf" "std::scanf")
 (#match? @_format "%l?s|%l?\\["))

((call_expression function: (_) @_read arguments: (argument_list . (_) . (string_literal) @_format)) @report
 (#calls? @_read "sscanf" "fscanf" "std::sscanf" "std::fscanf")
 (#match? @_format "%s|%\\["))

((call_expression function: (_) @_read arguments: (argument_list . (_) .)) @report
 (#calls? @_read "gets" "std::gets"))
