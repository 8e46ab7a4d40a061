(expression_statement (call_expression function: (identifier) @_skip arguments: (argument_list) @_none) @report
 (#eq? @_skip "GTEST_SKIP")
 (#match? @_none "^\\(\\s*\\)$")
 (#not-explained? @report))

(function_definition
  declarator: (function_declarator
    declarator: (identifier) @_macro
    parameters: (parameter_list . (_) . (_) @report))
 (#any-of? @_macro "TEST" "TEST_F" "TEST_P" "TYPED_TEST")
 (#match? @report "^DISABLED_")
 (#not-explained? @report))
