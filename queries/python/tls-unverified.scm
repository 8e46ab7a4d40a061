((call
   function: (_) @_call
   arguments: (argument_list (keyword_argument name: (identifier) @_name value: (false)) @report))
 (#match? @_call "(^|[._])(requests|httpx|aiohttp|session|client|http|s|hvac)\\.(get|post|put|patch|delete|head|options|request|send|stream|Client|AsyncClient|ws_connect)$|^hvac\\.Client$")
 (#any-of? @_name "verify" "verify_ssl" "ssl"))
((call
   function: (_) @_call
   arguments: (argument_list (keyword_argument name: (identifier) @_name value: (false)) @report))
 (#match? @_call "(^|\\.)TCPConnector$")
 (#any-of? @_name "verify_ssl" "ssl"))
((assignment left: (attribute object: (_) @_session attribute: (identifier) @_name) right: (false)) @report
 (#match? @_session "(^|[._])(session|client|s)$")
 (#eq? @_name "verify"))
((assignment left: (attribute attribute: (identifier) @_name) right: (false)) @report
 (#eq? @_name "check_hostname"))
((assignment left: (attribute attribute: (identifier) @_name) right: (attribute attribute: (identifier) @_none)) @report
 (#eq? @_name "verify_mode")
 (#eq? @_none "CERT_NONE"))
((call arguments: (argument_list (keyword_argument name: (identifier) @_name value: (attribute attribute: (identifier) @_none)) @report))
 (#eq? @_name "cert_reqs")
 (#eq? @_none "CERT_NONE"))
((attribute object: (identifier) @_ssl attribute: (identifier) @_name) @report
 (#eq? @_ssl "ssl")
 (#eq? @_name "_create_unverified_context"))
