; Operations with two sides: see src/facts/operations.rs for what each capture means.
(binary_operator left: (_) @left operator: _ @operator right: (_) @right) @operation
(boolean_operator left: (_) @left operator: _ @operator right: (_) @right) @operation @link
(comparison_operator . (_) @left . operators: _ @operator . (_) @right .) @operation
(assignment left: (_) @left right: (_) @right) @assignment

; `x != x` and `x == x` ask for not-a-number, `x - x` asks whether a number is finite.
(comparison_operator operators: "!=") @deliberate
(comparison_operator . (identifier) . operators: "==") @deliberate
(comparison_operator . [(list) (tuple) (dictionary)]) @deliberate
(binary_operator left: (identifier)) @deliberate
(binary_operator operator: ["+" "*" "**" "@" "<<" ">>"]) @deliberate
; `a and a or b` is an old way to write `a or b`.
(boolean_operator (boolean_operator operator: "and") @deliberate)
