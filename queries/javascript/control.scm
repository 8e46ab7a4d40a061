; Branches: see src/facts/control.rs for what each capture means.
(if_statement condition: (_) @condition consequence: (_) @then) @branch
(if_statement alternative: (else_clause (if_statement) @next))
(else_clause (if_statement) @continued)
(if_statement alternative: (else_clause "else" @word [(statement_block) (expression_statement) (return_statement)] @else))
(ternary_expression condition: (_) @condition consequence: (_) @then) @branch
(ternary_expression alternative: (ternary_expression) @next)
(ternary_expression alternative: (ternary_expression) @continued)
(ternary_expression ":" @word alternative: (_) @else)
[
  (function_declaration)
  (generator_function_declaration)
  (interface_declaration)
  (type_alias_declaration)
  (variable_declaration (variable_declarator !value))
] @hoisted
