((binary_expression left: (unary_expression operator: "!" argument: (_) @_negated) operator: ["in" "instanceof"] @operator) @report)
((binary_expression left: (unary_expression operator: "!" argument: (_) @_negated) operator: ["===" "==" ">" "<" ">=" "<="] @operator right: [(number) (string)]) @report
 (#not-match? @report "^!!"))
