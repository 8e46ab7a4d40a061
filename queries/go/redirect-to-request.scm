((call_expression function: (selector_expression) @_redirect arguments: (argument_list . (_) . (_) . (_) @source @report . (_) .))
 (#names? @_redirect "net/http.Redirect")
 (#tainted? @source redirect))
((call_expression
   function: (selector_expression field: (field_identifier) @_redirect)
   arguments: (argument_list . (_) . (_) @source @report .))
 (#eq? @_redirect "Redirect")
 (#tainted? @source redirect))
