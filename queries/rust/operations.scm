; Operations with two sides: see src/facts/operations.rs for what each capture means.
(binary_expression left: (_) @left operator: _ @operator right: (_) @right) @operation
(binary_expression operator: ["&&" "||"]) @link
((call_expression
   function: (field_expression value: (_) @left field: (field_identifier) @operator)
   arguments: (arguments . (reference_expression value: (_) @right) .)) @operation
 (#any-of? @operator "cmp" "partial_cmp" "total_cmp" "eq" "ne" "lt" "gt" "le" "ge"))
(assignment_expression left: (_) @left right: (_) @right) @assignment

; `x != x` asks for not-a-number.
(binary_expression operator: "!=") @deliberate
(binary_expression operator: ["+" "*" "<<" ">>"]) @deliberate
