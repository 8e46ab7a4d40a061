((if_statement
   condition: (parenthesized_expression (binary_expression
     left: (identifier) @field @report
     operator: "=="
     right: (null_literal)))
   consequence: (block (synchronized_statement body: (block (if_statement
     condition: (parenthesized_expression (binary_expression
       left: (identifier) @_same
       operator: "=="
       right: (null_literal)))
     consequence: (block (expression_statement (assignment_expression
       left: (identifier) @_assigned
       right: (_) @_value))))))))
 (#eq? @field @_same)
 (#eq? @field @_assigned)
 (#annotated? @field "\\b(static|private|protected|public|transient)\\b")
 (#not-annotated? @field "\\bvolatile\\b")
 (#not-type? @field "String" "Integer" "Long" "Boolean"))
