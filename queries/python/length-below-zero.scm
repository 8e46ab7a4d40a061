((comparison_operator . (call function: (identifier) @_len) . operators: ["<" ">="] . (integer) @_zero .) @report @comparison
 (#eq? @_zero "0") (#names? @_len "len"))
