; Operations with two sides: see src/facts/operations.rs for what each capture means.
(binary_expression left: (_) @left operator: _ @operator right: (_) @right) @operation
(binary_expression operator: ["&&" "||" "??"]) @link
(assignment_expression left: (_) @left right: (_) @right) @assignment

; `x !== x` asks for not-a-number, `x - x` whether a number is finite.
(binary_expression operator: ["!=" "!=="]) @deliberate
(binary_expression left: (identifier) operator: ["==" "===" "-" "/"]) @deliberate
(binary_expression operator: ["+" "*" "**" "<<" ">>" ">>>"]) @deliberate
; `a && a || b` is an old way to write `a || b`.
(binary_expression (binary_expression operator: "&&") @deliberate operator: "||")
