((assignment left: (_) @name right: (_) @report)
 (#match? @name "(?i)(^|[._])(secret|password|passwd|passphrase|salt|otp|api_?key|secret_key|csrf_token|session_id|session_key|(reset|verification|confirmation|auth|login|access)_(code|token|key))$")
 (#has-call? @report "random.choice" "random.choices" "random.randint" "random.randrange" "random.random"
   "random.getrandbits" "random.randbytes" "random.sample" "uuid.uuid1"))
((assignment left: (_) @name right: (_) @report)
 (#match? @name "(?i)(^|[._])(token|nonce)$")
 (#has-call? @report "random.choice" "random.choices" "random.randint" "random.randrange" "random.random"
   "random.getrandbits" "random.randbytes" "random.sample" "uuid.uuid1")
 (#match? @report "join\\(|getrandbits|randbytes|string\\.|uuid1|hex"))
((function_definition name: (identifier) @name body: (block (return_statement (_) @report)))
 (#match? @name "(?i)^_?(generate|gen|make|create|new|random|get)_(\\w+_)?(token|secret|password|passwd|salt|otp|api_?key|nonce)$")
 (#has-call? @report "random.choice" "random.choices" "random.randint" "random.randrange" "random.random"
   "random.getrandbits" "random.randbytes" "random.sample" "uuid.uuid1"))
((augmented_assignment left: (_) @name right: (_) @report)
 (#match? @name "(?i)(^|[._])(\\w+_)?(token|secret|password|passwd|passphrase|otp|api_?key)$")
 (#has-call? @report "random.choice" "random.choices" "random.randint" "random.randrange" "random.sample"))
