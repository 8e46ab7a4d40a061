(comparison_operator
  [(identifier) (attribute) (subscript) (call)]
  operators: ["in" "not in"]
  (parenthesized_expression . (string) @text .) @report @right)
