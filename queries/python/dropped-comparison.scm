; In `try` and `with` a comparison may be made to see whether it raises.
((expression_statement . (comparison_operator) @report .)
 (#not-match? @report "^exec\\b")
 (#not-within? @report handler))
