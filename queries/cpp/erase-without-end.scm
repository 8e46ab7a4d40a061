((call_expression
   function: (field_expression field: (field_identifier) @_erase)
   arguments: (argument_list . (call_expression function: (_) @call) .)) @report
 (#eq? @_erase "erase")
 (#calls? @call "std::remove" "std::remove_if" "std::unique"))
