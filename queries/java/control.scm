; Branches: see src/facts/control.rs for what each capture means.
(if_statement condition: (parenthesized_expression . (_) @condition .) consequence: (_) @then) @branch
(if_statement alternative: (if_statement) @next)
(if_statement alternative: (if_statement) @continued)
(if_statement
  "else" @word
  alternative: [(block) (expression_statement) (return_statement) (throw_statement)] @else)
(ternary_expression condition: (_) @condition consequence: (_) @then) @branch
(ternary_expression alternative: (ternary_expression) @next)
(ternary_expression alternative: (ternary_expression) @continued)
(ternary_expression ":" @word alternative: (_) @else)
(enhanced_for_statement value: (_) @iterated)
