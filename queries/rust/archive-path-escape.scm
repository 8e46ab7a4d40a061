; The check finds out where the name comes from.
((call_expression
   function: (field_expression field: (field_identifier) @_join)
   arguments: (arguments . (_) @name .)) @report
 (#any-of? @_join "join" "push")
 (#kind-eq? @name identifier reference_expression call_expression try_expression))
