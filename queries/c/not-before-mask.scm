((binary_expression left: (unary_expression operator: "!" argument: (_) @_operand) @report operator: "&" right: (_) @_mask)
 (#match? @_mask "^(~?\\(?[A-Z][A-Z0-9_]*\\)?|0x[0-9a-fA-F]+[uUlL]*|\\d+[uUlL]*|\\(?\\w+\\s*<<.*)$")
 (#not-match? @_operand "^[!(]"))

((binary_expression left: (unary_expression operator: "!" argument: [(identifier) (field_expression)]) @report operator: ["==" "<" ">" "<=" ">="] right: [(number_literal) (null)] @_value))
