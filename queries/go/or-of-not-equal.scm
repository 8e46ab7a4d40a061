((binary_expression
   left: (binary_expression left: (_) @value operator: "!=" right: (_) @_first)
   operator: "||"
   right: (binary_expression left: (_) @_other operator: "!=" right: (_) @_second)) @report
 (#same? @value @_other)
 (#pure? @value)
 (#fixed? @_first)
 (#fixed? @_second)
 (#not-same? @_first @_second))
