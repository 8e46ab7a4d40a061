; What expressions are made of, and what decides about them: see src/facts/values.rs for what each capture means.
[(string_content) (escape_sequence)] @piece
(interpolation (_) @hole)
(binary left: (_) @left operator: "+" right: (_) @right)
(conditional condition: (_) @condition consequence: (_) @first alternative: (_) @second)
(if condition: (_) @condition)
(elsif condition: (_) @condition)
(unless condition: (_) @condition)
(if_modifier condition: (_) @condition)
(unless_modifier condition: (_) @condition)
(while condition: (_) @condition)
