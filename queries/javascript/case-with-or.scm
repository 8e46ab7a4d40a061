((switch_statement value: (parenthesized_expression . (_) @_value .) body: (switch_body (switch_case value: (binary_expression left: [(string) (number) (member_expression)] operator: ["||" "&&"] right: [(string) (number) (member_expression)]) @report)))
 (#not-match? @_value "^(true|false)$"))
