((attribute object: (parenthesized_expression (binary_operator operator: "-")) attribute: (identifier) @attribute) @report
 (#any-of? @attribute "seconds" "microseconds")
 (#not-file-match? "\\.days\\b"))
