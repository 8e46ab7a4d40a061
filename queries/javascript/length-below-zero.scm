((binary_expression left: (member_expression property: (property_identifier) @_length) operator: "<" right: (number) @_zero) @comparison @report
 (#any-of? @_length "length" "size")
 (#eq? @_zero "0"))
((binary_expression left: (member_expression property: (property_identifier) @_length) operator: ">=" right: (number) @_zero) @comparison @report
 (#eq? @_length "length")
 (#eq? @_zero "0")
 (#not-within? @report loop))
