((object_creation_expression
   type: (_) @_type
   arguments: (argument_list . (method_invocation object: (string_literal) @key @report name: (identifier) @_bytes)))
 (#eq? @_bytes "getBytes")
 (#match? @key "^\"[^\"<$]{3,}\"$")
 (#names? @_type "javax.crypto.spec.SecretKeySpec"))
((method_invocation
   name: (identifier) @_new
   arguments: (argument_list . [
     (string_literal) @key @report
     (method_invocation object: (string_literal) @key @report name: (identifier) @_bytes)
   ]))
 (#any-of? @_new "HMAC256" "HMAC384" "HMAC512" "hmacShaKeyFor")
 (#match? @key "^\"[^\"<$]{3,}\"$")
 (#calls? @_new "com.auth0.jwt.algorithms.Algorithm.HMAC256" "com.auth0.jwt.algorithms.Algorithm.HMAC384"
   "com.auth0.jwt.algorithms.Algorithm.HMAC512" "io.jsonwebtoken.security.Keys.hmacShaKeyFor"))
