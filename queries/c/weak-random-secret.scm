((init_declarator declarator: (identifier) @name @report value: (_) @_value)
 (#match? @name "(?i)(^|_)(password|passwd|secret|(session|auth|access|csrf|reset|api|login)_?token|(api|secret|private|signing|encryption|session)_?key|session_?id|salt|otp|nonce)$")
 (#has-call? @_value "rand" "random" "rand_r" "lrand48" "mrand48" "std::rand"))

((assignment_expression
   left: [(identifier) @name (field_expression field: (field_identifier) @name) (subscript_expression . [(identifier) @name (field_expression field: (field_identifier) @name)])] @report
   right: (_) @_value)
 (#match? @name "(?i)(^|_)(password|passwd|secret|(session|auth|access|csrf|reset|api|login)_?token|(api|secret|private|signing|encryption|session)_?key|session_?id|salt|otp|nonce)$")
 (#has-call? @_value "rand" "random" "rand_r" "lrand48" "mrand48" "std::rand"))
