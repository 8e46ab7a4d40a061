((call_expression function: (_) @_assert arguments: (argument_list . (_) @_condition)) @report
 (#calls? @_assert "assert")
 (#has-descendant? @_condition assignment_expression update_expression)
 (#not-has-descendant? @_condition lambda_expression)
 (#not-around-match? @report function "(?i)^[^{]*test"))
