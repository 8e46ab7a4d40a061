((binary_expression
   left: (_) @_other
   operator: ["==" "!="] @operator
   right: (string_literal) @literal) @report
 (#not-role? @_other literal)
 (#not-match? @_other "\\.intern\\(\\)$"))
((binary_expression
   left: (string_literal) @literal
   operator: ["==" "!="] @operator
   right: (_) @_other) @report
 (#not-role? @_other literal)
 (#not-match? @_other "\\.intern\\(\\)$"))
