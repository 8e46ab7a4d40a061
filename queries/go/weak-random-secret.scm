((short_var_declaration left: (expression_list . (identifier) @name) right: (_) @report)
 (#match? @name "(?i)(secret|password|passwd|passphrase|salt|otp|apikey|sessionid|nonce|(session|auth|access|refresh|csrf|reset|api|bearer|login)token)$")
 (#has-call? @report "math/rand.*" "math/rand/v2.*"))
((function_declaration name: (identifier) @name body: (block) @_body) @report
 (#match? @name "(?i)^(generate|gen|make|create|new|random|get)\\w*(token|secret|password|passwd|salt|otp|apikey|nonce|sessionid)$")
 (#has-call? @_body "math/rand.*" "math/rand/v2.*"))
