((call_expression
   function: (member_expression object: (identifier) @_response property: (property_identifier) @_redirect)
   arguments: (arguments (_) @source @report .))
 (#any-of? @_response "res" "response" "reply" "ctx")
 (#eq? @_redirect "redirect")
 (#tainted? @source redirect))
