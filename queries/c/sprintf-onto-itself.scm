((call_expression function: (_) @_print arguments: (argument_list . (_) @target . (string_literal) [(identifier) (field_expression)] @_source)) @report
 (#calls? @_print "sprintf" "std::sprintf")
 (#same? @_source @target))

((call_expression function: (_) @_print arguments: (argument_list . (_) @target . (_) . (string_literal) [(identifier) (field_expression)] @_source)) @report
 (#calls? @_print "snprintf" "std::snprintf")
 (#same? @_source @target))
