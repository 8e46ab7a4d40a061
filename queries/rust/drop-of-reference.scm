((call_expression
   function: [(identifier) (scoped_identifier)] @_drop
   arguments: (arguments . (reference_expression value: (_) @value) .)) @report @call
 (#match? @_drop "^((std|core)::)?(mem::)?(drop|forget)$"))
