((let_declaration pattern: (identifier) @name @report value: (_) @_value)
 (#match? @name "(?i)(^|_)(password|passwd|secret|(session|auth|access|refresh|csrf|reset|api|bearer|login)_token|(api|secret|private|signing|encryption|session)_key|session_id|salt|otp|nonce)$")
 (#match? @_value "\\b(fastrand::|SmallRng|StdRng::seed_from_u64|oorandom::|Pcg\\d\\w*|Xoshiro\\w+|XorShiftRng|nanorand::)"))

((function_item name: (identifier) @name @report body: (block) @_body)
 (#match? @name "^(generate|make|create|random|new|gen|next|fresh)_(\\w+_)?(token|secret|password|salt|otp|session_id|(api|secret|private|signing|encryption|session)_key)$")
 (#match? @_body "\\b(fastrand::|SmallRng|StdRng::seed_from_u64|oorandom::|Pcg\\d\\w*|Xoshiro\\w+|XorShiftRng|nanorand::)"))
