((binary_expression
   left: (binary_expression left: [(identifier) (number) (member_expression) (subscript_expression)] operator: ["<" "<="] right: [(identifier) (number) (member_expression) (subscript_expression)])
   operator: ["<" "<="]
   right: [(identifier) (number) (member_expression) (subscript_expression)]) @report)
((binary_expression
   left: (binary_expression left: [(identifier) (number) (member_expression) (subscript_expression)] operator: [">" ">="] right: [(identifier) (number) (member_expression) (subscript_expression)])
   operator: [">" ">="]
   right: [(identifier) (number) (member_expression) (subscript_expression)]) @report)
((binary_expression
   left: (binary_expression left: [(identifier) (member_expression)] operator: ["===" "=="] right: [(identifier) (member_expression)])
   operator: ["===" "=="]
   right: [(identifier) (member_expression) (number) (string)]) @report)
((binary_expression
   left: [(identifier) (number) (member_expression) (subscript_expression)]
   operator: ["<" "<="]
   right: (binary_expression left: [(identifier) (number) (member_expression) (subscript_expression)] operator: ["<" "<="] right: [(identifier) (number) (member_expression) (subscript_expression)])) @report)
((binary_expression
   left: [(identifier) (number) (member_expression) (subscript_expression)]
   operator: [">" ">="]
   right: (binary_expression left: [(identifier) (number) (member_expression) (subscript_expression)] operator: [">" ">="] right: [(identifier) (number) (member_expression) (subscript_expression)])) @report)
