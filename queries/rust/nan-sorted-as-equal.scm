((call_expression
   function: (field_expression field: (field_identifier) @sort)
   arguments: (arguments
     (closure_expression
       body: (call_expression
         function: (field_expression
           value: (call_expression
             function: (field_expression field: (field_identifier) @_compare))
           field: (field_identifier) @_or)
         arguments: (arguments . (_) @_equal)) @report)))
  (#match? @sort "^(sort_by|sort_unstable_by|select_nth_unstable_by)$")
  (#eq? @_compare "partial_cmp")
  (#eq? @_or "unwrap_or")
  (#match? @_equal "Equal$"))
