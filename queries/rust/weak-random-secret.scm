((let_declaration pattern: (identifier) @name @report value: (_) @_value)
 (#match? @name "(?i)(^|_)(password|passwd|secret|(session|auth|access|refresh|csrf|reset|api|bearer|login)_token|(api|secret|private|signing|encryption|session)_key|session_id|salt|otp|nonce)$")
 (#has-call? @_value
   "fastrand::*" "rand::rngs::SmallRng*" "rand::prelude::SmallRng*" "rand::rngs::StdRng::seed_from_u64*"
   "rand::prelude::StdRng::seed_from_u64*" "rand_pcg::*" "rand_xoshiro::*" "rand_xorshift::*" "oorandom::*" "nanorand::*"))

((function_item name: (identifier) @name @report body: (block) @_value)
 (#match? @name "^(generate|make|create|random|new|gen|next|fresh)_(\\w+_)?(token|secret|password|salt|otp|session_id|(api|secret|private|signing|encryption|session)_key)$")
 (#has-call? @_value
   "fastrand::*" "rand::rngs::SmallRng*" "rand::prelude::SmallRng*" "rand::rngs::StdRng::seed_from_u64*"
   "rand::prelude::StdRng::seed_from_u64*" "rand_pcg::*" "rand_xoshiro::*" "rand_xorshift::*" "oorandom::*" "nanorand::*"))

; In the tokens of a macro there are no calls.
((let_declaration pattern: (identifier) @name @report value: (_) @_value)
 (#match? @name "(?i)(^|_)(password|passwd|secret|(session|auth|access|refresh|csrf|reset|api|bearer|login)_token|(api|secret|private|signing|encryption|session)_key|session_id|salt|otp|nonce)$")
 (#has-descendant? @_value token_tree)
 (#match? @_value "\\b(fastrand::|SmallRng|StdRng::seed_from_u64|oorandom::|Pcg\\d\\w*|Xoshiro\\w+|XorShiftRng|nanorand::)"))

((function_item name: (identifier) @name @report body: (block) @_value)
 (#match? @name "^(generate|make|create|random|new|gen|next|fresh)_(\\w+_)?(token|secret|password|salt|otp|session_id|(api|secret|private|signing|encryption|session)_key)$")
 (#has-descendant? @_value token_tree)
 (#match? @_value "\\b(fastrand::|SmallRng|StdRng::seed_from_u64|oorandom::|Pcg\\d\\w*|Xoshiro\\w+|XorShiftRng|nanorand::)"))
