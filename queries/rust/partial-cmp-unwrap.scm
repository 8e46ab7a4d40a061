((call_expression
   function: (field_expression
     value: (call_expression
       function: (field_expression value: (_) @_left field: (field_identifier) @_compare))
     field: (field_identifier) @unwrap)) @report
  (#eq? @_compare "partial_cmp")
  (#not-eq? @_left "self")
  (#any-of? @unwrap "unwrap" "expect"))
