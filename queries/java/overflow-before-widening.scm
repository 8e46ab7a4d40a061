((local_variable_declaration
   type: (_) @_type
   declarator: (variable_declarator value: (binary_expression
     left: (_) @_left
     operator: "*"
     right: (decimal_integer_literal) @_last) @report))
 (#any-of? @_type "long" "Long")
 (#match? @report "^[\\w.]+(\\s*\\*\\s*\\d[\\d_]*)+$")
 (#match? @report "\\*\\s*(\\d[\\d_]{3,}$|\\d+\\s*\\*\\s*\\d+\\s*\\*)")
 (#not-match? @report "\\d[lL]\\b|^\\d+")
 (#has-name? @report "int()" "short()" "Integer()"))
((field_declaration
   type: (_) @_type
   declarator: (variable_declarator value: (binary_expression
     left: (_) @_left
     operator: "*"
     right: (decimal_integer_literal) @_last) @report))
 (#any-of? @_type "long" "Long")
 (#match? @report "^\\d[\\d_]*(\\s*\\*\\s*\\d[\\d_]*)+$")
 (#match? @report "\\b(3[1-9]|[4-9]\\d|\\d{3,})\\s*\\*\\s*24\\s*\\*\\s*60\\s*\\*\\s*60\\s*\\*\\s*1_?000\\b|\\b(1024|1_?000)\\s*\\*\\s*(1024|1_?000)\\s*\\*\\s*(1024|1_?000)\\s*\\*"))
((return_statement (binary_expression
     left: (_) @_left
     operator: "*"
     right: (decimal_integer_literal) @_last) @report)
 (#returns? @report "^[lL]ong$")
 (#match? @report "^[\\w.]+(\\s*\\*\\s*\\d[\\d_]*)+$")
 (#match? @report "\\*\\s*(\\d[\\d_]{3,}$|\\d+\\s*\\*\\s*\\d+\\s*\\*)")
 (#not-match? @report "\\d[lL]\\b|^\\d+")
 (#has-name? @report "int()" "short()" "Integer()"))
