((arguments (function_expression
   parameters: (formal_parameters . (required_parameter pattern: (identifier) @error @report) . (required_parameter) @_result .)
   body: (statement_block . (_)) @body) .)
 (#any-of? @error "err" "error" "er"))
((arguments (arrow_function
   parameters: (formal_parameters . (required_parameter pattern: (identifier) @error @report) . (required_parameter) @_result .)
   body: (statement_block . (_)) @body) .)
 (#any-of? @error "err" "error" "er"))
