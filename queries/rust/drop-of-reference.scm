((call_expression
   function: [(identifier) (scoped_identifier)] @_drop
   arguments: (arguments . (reference_expression value: (identifier) @value) .)) @report @call
 (#not-match? @call "&mut")
 (#names? @_drop "std::mem::drop" "std::mem::forget"))
