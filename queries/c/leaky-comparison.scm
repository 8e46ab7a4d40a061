((call_expression function: (_) @_compare arguments: (argument_list (_) @secret)) @report
 (#calls? @_compare "memcmp" "strcmp" "strncmp" "std::memcmp" "std::strcmp")
 (#match? @secret "(?i)^(?:[\\w.>-]*_|[\\w.]*(?:->|\\.))?(hmac|mac|signature|auth_?tag|password|passwd|(session|auth|csrf|api)_?token|digest_?response)$")
 (#not-match? @report "(?i)\"|mac_?addr|hwaddr|ether|magic|NULL"))
