((expression_statement . (comparison_operator) @report .)
 (#not-match? @report "^exec\\b"))
