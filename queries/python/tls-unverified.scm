([
   (call
     function: [(identifier) (attribute)] @_fetch
     arguments: (argument_list (keyword_argument name: (identifier) @_verify value: (false)) @report))
   (call
     function: [(identifier) (attribute)] @_connector
     arguments: (argument_list (keyword_argument name: (identifier) @_ssl value: (false)) @report))
   (assignment left: (attribute object: (_) @_session attribute: (identifier) @_own) right: (false)) @report
   (assignment left: (attribute object: (_) @_typed attribute: (identifier) @_own) right: (false)) @report
   (assignment left: (attribute attribute: (identifier) @_check) right: (false)) @report
   (assignment left: (attribute attribute: (identifier) @_mode) right: [(identifier) (attribute)] @_none) @report
   (call arguments: (argument_list
     (keyword_argument name: (identifier) @_certs value: [(identifier) (attribute)] @_none) @report))
   (attribute) @report @_context
   (call function: (identifier) @report @_context)
   (assignment right: (identifier) @report @_context)
 ]
 (#any-of? @_verify "verify" "verify_ssl" "ssl")
 (#any-of? @_ssl "verify_ssl" "ssl")
 (#eq? @_own "verify")
 (#eq? @_check "check_hostname")
 (#eq? @_mode "verify_mode")
 (#eq? @_certs "cert_reqs")
 (#known-as? @_fetch "(^|[._])(requests|httpx|aiohttp|session|client|http|s|hvac|(requests|httpx|aiohttp)\\.\\w+\\(\\))\\.(get|post|put|patch|delete|head|options|request|send|stream|Client|AsyncClient|ws_connect)$|^hvac\\.Client$")
 (#known-as? @_connector "(^|\\.)TCPConnector$")
 (#match? @_session "(^|[._])(session|client|s)$")
 (#type? @_typed "requests.Session" "requests.session")
 (#names? @_none "ssl.CERT_NONE" "*.CERT_NONE" "CERT_NONE")
 (#not-names? @_none "self.*")
 (#names? @_context "ssl._create_unverified_context")
 (#not-match? @report "^self\\.")
 (#not-guarded? @report "(?i)verif|insecure|skip|ssl|tls|cert|check|trust|unsafe|allow|https|self_?signed|debug|local|test|reqs|hostname|proxy")
 (#not-symbol-match? @report "(?i)(insecure|unverified|no_verif|unsafe|self_?signed)[^.]*$")
 (#not-around-match? @report block "CLIENT_AUTH|PROTOCOL_TLS_SERVER|server_side\\s*=\\s*True"))
