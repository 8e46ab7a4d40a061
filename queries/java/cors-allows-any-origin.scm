((method_invocation object: (_) @_before name: (identifier) @_allow arguments: (argument_list . (true) .)) @report
 (#eq? @_allow "allowCredentials")
 (#match? @_before "allowedOrigin(Pattern)?s\\(\"\\*\"\\)"))
((annotation name: (_) @_name arguments: (annotation_argument_list) @_arguments) @report
 (#eq? @_name "CrossOrigin")
 (#match? @_arguments "allowCredentials\\s*=\\s*\"true\"")
 (#match? @_arguments "origin(Pattern)?s\\s*=\\s*\\{?\\s*\"\\*\""))
((method_invocation
   name: (identifier) @_set
   arguments: (argument_list . (string_literal) @_header . (method_invocation) @_origin .)) @report
 (#any-of? @_set "setHeader" "addHeader" "header")
 (#eq? @_header "\"Access-Control-Allow-Origin\"")
 (#match? @_origin "getHeader\\(\"(?i:origin)\"\\)$"))
