; Operations with two sides: see src/facts/operations.rs for what each capture means.
(binary left: (_) @left operator: _ @operator right: (_) @right) @operation
(binary operator: ["&&" "||" "and" "or"]) @link
(assignment left: (_) @left right: (_) @right) @assignment

; `x != x` asks for not-a-number, `a << a` adds to a list.
(binary operator: ["!=" "+" "*" "**" "<<" ">>" "=~"]) @deliberate
