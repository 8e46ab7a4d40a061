((binary_expression
   left: (_) @_left
   operator: ["==" "!="]
   right: (_) @secret) @report
 (#match? @secret "(?i)^[&*]*([a-z_]\\w*\\.)*(expected_|computed_|actual_|valid_|provided_|given_)?(hmac|mac|signature|csrf_token|auth_token|access_token|api_key|apikey|webhook_secret|auth_tag|password_hash)(\\.(as_bytes|as_str|as_slice|as_ref|to_string)\\(\\))?$")
 (#match? @_left "^[&*]*[a-z_]\\w*((\\.|::)\\w+(\\(\\))?)*\\??$")
 (#not-match? @_left "(?i)(old|previous|last|confirm|repeat|len\\(\\)|None)"))

((binary_expression
   left: (_) @secret
   operator: ["==" "!="]
   right: (_) @_right) @report
 (#match? @secret "(?i)^[&*]*([a-z_]\\w*\\.)*(expected_|computed_|actual_|valid_|provided_|given_)?(hmac|mac|signature|csrf_token|auth_token|access_token|api_key|apikey|webhook_secret|auth_tag|password_hash)(\\.(as_bytes|as_str|as_slice|as_ref|to_string)\\(\\))?$")
 (#match? @_right "^[&*]*[a-z_]\\w*((\\.|::)\\w+(\\(\\))?)*\\??$")
 (#not-match? @_right "(?i)(old|previous|last|confirm|repeat|len\\(\\)|None|(hmac|mac|signature|csrf_token|auth_token|access_token|api_key|apikey|webhook_secret|auth_tag|password_hash)(\\.\\w+\\(\\))?$)"))
