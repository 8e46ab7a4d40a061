((for_statement
   initializer: (lexical_declaration . (variable_declarator name: (identifier) @name) .)
   condition: (binary_expression left: (identifier) @_compared operator: ["<" "<=" ">" ">=" "!=="])
   increment: (update_expression argument: (identifier) @_counted) @report
   body: (_) @_body)
 (#same? @name @_compared)
 (#not-same? @name @_counted)
 (#not-uses-match? @name loop "^_ ="))
