((jsx_expression . (binary_expression
   left: (member_expression property: (property_identifier) @_length) @length
   operator: "&&"
   right: [(jsx_element) (jsx_self_closing_element) (parenthesized_expression)]) @report .)
 (#eq? @_length "length"))
