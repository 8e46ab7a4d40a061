((binary_expression
   left: (binary_expression left: (_) @name operator: "!=" right: [(identifier) (number_literal) (char_literal)] @_first)
   operator: "||"
   right: (binary_expression left: (_) @_same operator: "!=" right: [(identifier) (number_literal) (char_literal)] @_second)) @report
 (#match? @_first "^([A-Z][A-Z0-9_]*|-?\\d\\w*|'.*')$")
 (#match? @_second "^([A-Z][A-Z0-9_]*|-?\\d\\w*|'.*')$")
 (#pure? @name)
 (#same? @_same @name)
 (#not-same? @_second @_first)
 (#set! always "holds"))

((binary_expression
   left: (binary_expression left: (_) @name operator: "==" right: [(identifier) (number_literal) (char_literal)] @_first)
   operator: "&&"
   right: (binary_expression left: (_) @_same operator: "==" right: [(identifier) (number_literal) (char_literal)] @_second)) @report
 (#match? @_first "^(-?\\d\\w*|'.*')$")
 (#match? @_second "^(-?\\d\\w*|'.*')$")
 (#pure? @name)
 (#same? @_same @name)
 (#not-same? @_second @_first)
 (#set! always "fails"))
