((expression_statement (call_expression
   function: (selector_expression operand: (identifier) @_test field: (field_identifier) @_skip)
   arguments: (argument_list . ")")) @report)
 (#any-of? @_skip "Skip" "SkipNow")
 (#any-of? @_test "t" "b" "tb" "f")
 (#not-guarded? @report ".")
 (#not-explained? @report))
