((if_expression
   "if" @report
   condition: (_) @condition
   consequence: (block (_)) @_then
   alternative: (else_clause (block) @_else))
  (#eq? @_then @_else)
  (#not-match? @_then "^\\{\\s*\\w*\\s*\\}$")
  (#not-match? @condition "\\b(cfg!|let\\b)"))
