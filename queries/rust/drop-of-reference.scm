((call_expression
   function: [(identifier) (scoped_identifier)] @_drop
   arguments: (arguments . (reference_expression value: (identifier) @value) .)) @report @call
 (#not-match? @call "&mut")
 (#match? @_drop "^((std|core)::)?(mem::)?(drop|forget)$"))
