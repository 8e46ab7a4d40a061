((call_expression
   function: (_) @_add
   arguments: (argument_list . (_) @target . (_) . (_) @_size .)) @report
 (#calls? @_add "strncat" "std::strncat")
 (#match? @_size "^sizeof\\s*\\(?\\s*[\\w.>-]+\\s*\\)?(\\s*-\\s*1)?$")
 (#not-match? @_size "\\*"))
