; Operations with two sides: see src/facts/operations.rs for what each capture means.
(binary_expression left: (_) @left operator: _ @operator right: (_) @right) @operation
(binary_expression operator: ["&&" "||"]) @link
((method_invocation object: (_) @left name: (identifier) @operator arguments: (argument_list . (_) @right .)) @operation
 (#any-of? @operator "equals" "compareTo" "equalsIgnoreCase" "contentEquals"))
((method_invocation
   object: (identifier) @_class
   name: (identifier) @operator
   arguments: (argument_list . (_) @left . (_) @right .)) @operation
 (#any-of? @_class "Objects" "Integer" "Long" "Double" "Float" "Arrays")
 (#any-of? @operator "equals" "compare" "deepEquals"))
(assignment_expression left: (_) @left operator: "=" right: (_) @right) @assignment

; `x != x` asks for not-a-number.
(binary_expression operator: "!=") @deliberate
(binary_expression operator: ["+" "*" "<<" ">>" ">>>"]) @deliberate
