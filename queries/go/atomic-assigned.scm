((assignment_statement
   left: (expression_list . (_) @value .)
   operator: "="
   right: (expression_list . (call_expression
     function: (_) @call
     arguments: (argument_list . (unary_expression operator: "&" operand: (_) @_same))) .)) @report
 (#names? @call "sync/atomic.Add*")
 (#same? @value @_same))
