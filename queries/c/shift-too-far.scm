((binary_expression left: (number_literal) @_one operator: "<<" right: (number_literal) @bits) @report
 (#match? @_one "^\\d+$")
 (#match? @bits "^(3[2-9]|[4-9]\\d|\\d{3,})[uU]?$")
 (#not-has-ancestor? @report preproc_if preproc_elif))
