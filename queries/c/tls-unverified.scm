((call_expression arguments: (argument_list . (_) . (identifier) @_option . [(number_literal) (false)] @_value .)) @report
 (#any-of? @_option "CURLOPT_SSL_VERIFYPEER" "CURLOPT_SSL_VERIFYHOST" "CURLOPT_PROXY_SSL_VERIFYPEER")
 (#match? @_value "^(0[lLuU]*|false)$")
 (#not-guarded? @report "(?i)insecure|verif|skip|ignore|allow|check|self_?signed|debug|trust"))

((call_expression function: (_) @_set arguments: (argument_list . (_) . (identifier) @_mode)) @report
 (#calls? @_set "SSL_CTX_set_verify" "SSL_set_verify" "mbedtls_ssl_conf_authmode" "wolfSSL_CTX_set_verify")
 (#any-of? @_mode "SSL_VERIFY_NONE" "MBEDTLS_SSL_VERIFY_NONE" "WOLFSSL_VERIFY_NONE")
 (#not-symbol-match? @report "(?i)server|accept|listen")
 (#not-guarded? @report "(?i)insecure|verif|skip|ignore|allow|check|self_?signed|debug|trust|server"))
