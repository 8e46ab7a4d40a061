((call_expression
   function: (member_expression object: (identifier) @_runner property: (property_identifier) @_skip) @report
   arguments: (arguments . (_) . (_)))
 (#any-of? @_runner "describe" "it" "test" "context" "suite")
 (#eq? @_skip "skip")
 (#not-explained? @report))
((call_expression function: (identifier) @report arguments: (arguments . [(string) (template_string)] . [(arrow_function) (function_expression)]))
 (#any-of? @report "xit" "xdescribe" "xtest")
 (#not-explained? @report))
