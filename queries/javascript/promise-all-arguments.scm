((call_expression
   function: (member_expression object: (identifier) @_promise property: (property_identifier) @_all)
   arguments: (arguments . (_) . (_) @report)) @_call
 (#eq? @_promise "Promise")
 (#any-of? @_all "all" "allSettled" "race" "any"))
