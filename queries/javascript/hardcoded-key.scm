((call_expression function: (_) @purpose arguments: (arguments . (_) . (string (string_fragment)) @report))
 (#known-as? @purpose "(^|\\.)(jwt|jsonwebtoken)\\.(sign|verify)$"))
((call_expression
   function: (identifier) @_session
   arguments: (arguments . (object (pair key: (property_identifier) @_secret value: (string (string_fragment)) @report))))
 (#any-of? @_session "session" "expressSession" "cookieSession" "expressJwt")
 (#eq? @_secret "secret"))
((call_expression function: (_) @_hash arguments: (arguments . (_) . (string (string_fragment)) @report))
 (#calls? @_hash "crypto.createHmac" "crypto.createCipheriv" "crypto.createDecipheriv"))
