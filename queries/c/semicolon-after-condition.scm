((if_statement condition: (_) @condition consequence: (expression_statement) @_nothing @report !alternative) . (compound_statement)
 (#eq? @_nothing ";"))

((for_statement body: (expression_statement) @_nothing @report) @condition . (compound_statement)
 (#eq? @_nothing ";")
 (#match? @condition "^[^\n]*;$"))

((while_statement condition: (_) @condition body: (expression_statement) @_nothing @report) . (compound_statement)
 (#eq? @_nothing ";")
 (#line-match? @_nothing "^\\s*while\\b"))
