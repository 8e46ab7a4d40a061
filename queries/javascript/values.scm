; What expressions are made of, and what decides about them: see src/facts/values.rs for what each capture means.
[(string_fragment) (escape_sequence)] @piece
(template_substitution (_) @hole)
(binary_expression left: (_) @left operator: "+" right: (_) @right)
(ternary_expression condition: (_) @condition consequence: (_) @first alternative: (_) @second)
(binary_expression left: (_) @condition operator: "&&")
(if_statement condition: (_) @condition)
(while_statement condition: (_) @condition)
