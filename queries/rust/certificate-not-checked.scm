; A verifier whose whole body is consent.
((function_item
   name: (identifier) @_name @report
   body: (block . (call_expression arguments: (arguments . (call_expression function: (_) @_verified) .)) .))
 (#eq? @_name "verify_server_cert")
 (#names? @_verified "*ServerCertVerified::assertion")
 (#not-name-match? @_verified "^self::"))
