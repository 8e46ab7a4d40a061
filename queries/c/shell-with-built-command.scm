((call_expression
   function: (_) @_format
   arguments: (argument_list . [(identifier) @_buffer (pointer_expression argument: (identifier) @_buffer)])) @report
 (#calls? @_format "sprintf" "snprintf" "asprintf" "std::snprintf" "std::sprintf")
 (#uses-match? @_buffer "(^|\n)(system|popen|_popen|std::system)\\(_\\)")
 (#part? @report shell))
