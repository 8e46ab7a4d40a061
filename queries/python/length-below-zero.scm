((comparison_operator . (call function: (identifier) @_len) . operators: ["<" ">="] . (integer) @_zero .) @report @comparison
 (#eq? @_len "len") (#eq? @_zero "0"))
