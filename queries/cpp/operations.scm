; Operations with two sides: see src/facts/operations.rs for what each capture means.
(binary_expression left: (_) @left operator: _ @operator right: (_) @right) @operation
(binary_expression operator: ["&&" "||"]) @link
(assignment_expression left: (_) @left operator: "=" right: (_) @right) @assignment

; `x != x` asks for not-a-number.
(binary_expression left: (identifier) operator: "==") @deliberate
(binary_expression operator: ["!=" "+" "*" "<<" ">>"]) @deliberate
