((call_expression
   function: (selector_expression) @_equal
   arguments: (argument_list (_) @secret)) @report
 (#names? @_equal "bytes.Equal" "reflect.DeepEqual")
 (#match? @secret "(?i)^([a-z_]\\w*\\.)*(expected|computed|actual|given|got)?_?(hmac|mac|signature|sig|digest)(\\[:\\])?$")
 (#around-match? @report function "hmac\\.New\\("))
((binary_expression left: (_) @secret operator: ["==" "!="] right: (_) @_right) @report
 (#match? @secret "(?i)^([a-z_]\\w*\\.)*(expected|computed|actual|valid|provided|given)?_?(hmac|mac|signature|csrf_?token|auth_?token|access_?token|api_?key|webhook_?secret|password_?hash)$")
 (#match? @_right "^[a-z_]\\w*(\\.\\w+(\\(\\))?)*$|^hex\\.EncodeToString\\(")
 (#not-match? @_right "(?i)^(nil|empty\\w*|old\\w*|prev\\w*|last\\w*)$")
 (#file-match? "crypto/hmac|subtle\\.ConstantTimeCompare|X-Hub-Signature|X-API-Key|Authorization"))
((binary_expression left: (_) @_left operator: ["==" "!="] right: (_) @secret) @report
 (#match? @secret "^hex\\.EncodeToString\\(\\w+\\.Sum\\(nil\\)\\)$")
 (#around-match? @report function "hmac\\.New\\("))
