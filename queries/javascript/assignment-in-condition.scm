((if_statement condition: (parenthesized_expression . (assignment_expression right: [(true) (false) (null) (undefined) (number) (string)]) @report .)))
((ternary_expression condition: (parenthesized_expression . (assignment_expression right: [(true) (false) (null) (undefined) (number) (string)]) @report .)))
((while_statement condition: (parenthesized_expression . (assignment_expression right: [(true) (false) (null) (undefined) (number) (string)]) @report .)))
((if_statement condition: (parenthesized_expression . (binary_expression operator: ["&&" "||"] right: (parenthesized_expression . (assignment_expression right: [(true) (false) (null) (undefined) (number) (string)]) @report .)) .)))
