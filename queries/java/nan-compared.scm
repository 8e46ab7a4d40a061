((binary_expression
   left: (_) @_left
   operator: ["==" "!=" "<" ">" "<=" ">="] @operator
   right: (_) @_right) @report
 (#match? @report "\\b(Double|Float)\\.NaN\\b")
 (#match? @_right "^(Double|Float)\\.NaN$"))
((binary_expression
   left: (_) @_left
   operator: ["==" "!=" "<" ">" "<=" ">="] @operator
   right: (_) @_right) @report
 (#match? @_left "^(Double|Float)\\.NaN$"))
