((variable_declarator name: (identifier) @name value: (_) @report)
 (#match? @name "(?i)^(\\w*(secret|password|passwd|passphrase|salt|otp|apiKey|api_key|csrfToken|sessionId|sessionKey|nonce|accessToken|authToken)|(reset|verification|confirmation|auth|login|access)_?(code|token|key))$")
 (#has-call? @report "java.util.Random" "Math.random" "java.util.Random().nextInt" "java.util.Random().nextLong"
   "java.util.Random().nextBytes" "java.util.concurrent.ThreadLocalRandom.current"
   "org.apache.commons.lang3.RandomStringUtils.random" "org.apache.commons.lang3.RandomStringUtils.randomAlphanumeric"
   "org.apache.commons.lang3.RandomStringUtils.randomAlphabetic"
   "org.apache.commons.lang3.RandomStringUtils.randomNumeric"))
((assignment_expression left: [(identifier) @name (field_access field: (_) @name)] operator: "=" right: (_) @report)
 (#match? @name "(?i)^(\\w*(secret|password|passwd|passphrase|salt|otp|apiKey|api_key|csrfToken|sessionId|sessionKey|nonce|accessToken|authToken)|(reset|verification|confirmation|auth|login|access)_?(code|token|key))$")
 (#has-call? @report "java.util.Random" "Math.random" "java.util.Random().nextInt" "java.util.Random().nextLong"
   "java.util.concurrent.ThreadLocalRandom.current"
   "org.apache.commons.lang3.RandomStringUtils.random" "org.apache.commons.lang3.RandomStringUtils.randomAlphanumeric"
   "org.apache.commons.lang3.RandomStringUtils.randomAlphabetic"
   "org.apache.commons.lang3.RandomStringUtils.randomNumeric"))
((method_declaration name: (identifier) @name body: (block (return_statement (_) @report)))
 (#match? @name "(?i)^(generate|gen|make|create|new|random)\\w*(token|secret|password|salt|otp|apiKey|nonce)$")
 (#has-call? @report "java.util.Random" "Math.random" "java.util.Random().nextInt" "java.util.Random().nextLong"
   "java.util.concurrent.ThreadLocalRandom.current"
   "org.apache.commons.lang3.RandomStringUtils.random" "org.apache.commons.lang3.RandomStringUtils.randomAlphanumeric"
   "org.apache.commons.lang3.RandomStringUtils.randomAlphabetic"
   "org.apache.commons.lang3.RandomStringUtils.randomNumeric"))
