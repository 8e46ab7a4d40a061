((field_expression
   argument: (call_expression function: (field_expression field: (field_identifier) @_find) arguments: (argument_list . (_) .))
   operator: "->"
   field: (field_identifier) @_part) @report
 (#eq? @_find "find")
 (#eq? @_part "second"))

((pointer_expression operator: "*" argument: (call_expression function: (_) @_find)) @report
 (#calls? @_find "std::find" "std::find_if" "std::find_if_not" "std::adjacent_find"))
