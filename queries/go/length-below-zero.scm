((binary_expression left: (call_expression function: (identifier) @_len) operator: ["<" ">="] right: (int_literal) @_zero) @comparison @report
 (#any-of? @_len "len" "cap")
 (#eq? @_zero "0"))
((binary_expression left: (int_literal) @_zero operator: [">" "<="] right: (call_expression function: (identifier) @_len)) @comparison @report
 (#any-of? @_len "len" "cap")
 (#eq? @_zero "0"))
