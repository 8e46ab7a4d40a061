; What expressions are made of, and what decides about them: see src/facts/values.rs for what each capture means.
[(string_content) (escape_sequence)] @piece
(binary_expression left: (_) @left operator: "+" right: (_) @right)
((macro_invocation macro: (_) @_format (token_tree . [(string_literal) (raw_string_literal)] @template) @values) @braces
 (#any-of? @_format "format" "format_args" "std::format" "alloc::format"))
(if_expression condition: (_) @condition)
(while_expression condition: (_) @condition)
