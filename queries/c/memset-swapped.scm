((call_expression function: (_) @_set arguments: (argument_list . (_) . (_) @value . (number_literal) @_size .)) @report
 (#calls? @_set "memset" "std::memset" "wmemset")
 (#match? @_size "^0[uUlL]*$")
 (#not-match? @value "^(0|'.0?'|0x\\w+)$"))
