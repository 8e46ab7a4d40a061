((call_expression
   function: (member_expression property: (property_identifier) @_remove)
   arguments: (arguments . (_) . [(arrow_function) (function_expression)] @report))
 (#any-of? @_remove "removeEventListener" "removeListener"))
((call_expression
   function: (member_expression property: (property_identifier) @_remove)
   arguments: (arguments . (_) . (call_expression function: (member_expression property: (property_identifier) @_bind)) @report))
 (#any-of? @_remove "removeEventListener" "removeListener")
 (#eq? @_bind "bind"))
