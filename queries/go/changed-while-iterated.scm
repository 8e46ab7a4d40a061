((for_statement
   (range_clause right: (_) @collection)
   body: (block (statement_list (if_statement consequence: (block (statement_list
     (assignment_statement
       left: (expression_list . (_) @_changed .)
       right: (expression_list . (call_expression
         function: (identifier) @_append
         arguments: (argument_list . (slice_expression operand: (_) @_start) . (variadic_argument (slice_expression operand: (_) @_rest)))) .)) @report))))))
 (#eq? @_append "append")
 (#same? @_changed @collection)
 (#same? @_start @collection)
 (#same? @_rest @collection)
 (#not-any-sibling? @report "^(break|return|goto|panic)\\b"))
