((pair key: (property_identifier) @_reject value: (false)) @report
 (#eq? @_reject "rejectUnauthorized")
 (#not-guarded? @report "(?i)verif|insecure|skip|ssl|tls|cert|check|trust|unsafe|allow|https|self_?signed|dev|local|test|strict")
 (#not-around-match? @report function "createServer\\(|requestCert"))
((assignment_expression
   left: (member_expression property: (property_identifier) @_variable)
   right: [(string) (number)] @_off) @report
 (#eq? @_variable "NODE_TLS_REJECT_UNAUTHORIZED")
 (#match? @_off "^[\"']?0")
 (#not-guarded? @report "(?i)verif|insecure|skip|ssl|tls|cert|check|trust|unsafe|allow|https|self_?signed|dev|local|test|strict"))
