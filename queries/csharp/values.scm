; What expressions are made of, and what decides about them: see src/facts/values.rs for what each capture means.
[(string_literal_content) (string_content) (escape_sequence)] @piece
(interpolation (interpolation_brace) . (_) @hole)
(binary_expression left: (_) @left operator: "+" right: (_) @right)
(conditional_expression condition: (_) @condition consequence: (_) @first alternative: (_) @second)
(if_statement condition: (_) @condition)
(while_statement condition: (_) @condition)
