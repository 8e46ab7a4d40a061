; What expressions are made of, and what decides about them: see src/facts/values.rs for what each capture means.
[(string_content) (escape_sequence)] @piece
((call_expression function: (_) @_format arguments: (argument_list . (_) . [(string_literal) (concatenated_string)] @template) @values) @percent
 (#match? @_format "^(std::)?a?sprintf$"))
((call_expression function: (_) @_format arguments: (argument_list . (_) . (_) . [(string_literal) (concatenated_string)] @template) @values) @percent
 (#match? @_format "^(std::)?snprintf$"))
(conditional_expression condition: (_) @condition consequence: (_) @first alternative: (_) @second)
(if_statement condition: (_) @condition)
(while_statement condition: (_) @condition)
(do_statement condition: (_) @condition)
(for_statement condition: (_) @condition)
