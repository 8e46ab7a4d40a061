((call_expression
   function: (field_expression field: (field_identifier) @what @report)
   arguments: (arguments . (boolean_literal) @_value .))
 (#match? @what "^(use_|tls_)?danger_accept_invalid_(certs|hostnames)$")
 (#eq? @_value "true")
 (#not-has-ancestor? @report if_expression match_expression))

((call_expression
   function: (field_expression field: (field_identifier) @what @report)
   arguments: (arguments . (boolean_literal) @_value .))
 (#match? @what "^(set_)?verify_hostname$")
 (#eq? @_value "false")
 (#not-has-ancestor? @report if_expression match_expression))

((call_expression
   function: (field_expression field: (field_identifier) @_set)
   arguments: (arguments . [(identifier) (scoped_identifier)] @what @report))
 (#match? @_set "^set_verify(_callback)?$")
 (#names? @what "openssl::ssl::SslVerifyMode::NONE" "boring::ssl::SslVerifyMode::NONE")
 (#not-has-ancestor? @report if_expression match_expression))
