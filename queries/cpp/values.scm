; What expressions are made of, and what decides about them: see src/facts/values.rs for what each capture means.
[(string_content) (escape_sequence) (raw_string_content)] @piece
((call_expression function: (_) @_format arguments: (argument_list . (_) . [(string_literal) (concatenated_string)] @template) @values) @percent
 (#match? @_format "^(std::)?a?sprintf$"))
((call_expression function: (_) @_format arguments: (argument_list . (_) . (_) . [(string_literal) (concatenated_string)] @template) @values) @percent
 (#match? @_format "^(std::)?snprintf$"))
(binary_expression left: (_) @left operator: "+" right: (_) @right)
((call_expression function: (field_expression argument: (_) @hole field: (field_identifier) @_method)) (#any-of? @_method "c_str" "data" "str"))
((call_expression function: (qualified_identifier) @_type arguments: (argument_list . (_) @hole .)) (#eq? @_type "std::string"))
((call_expression function: (_) @_format arguments: (argument_list . [(string_literal) (concatenated_string) (raw_string_literal)] @template) @values) @braces
 (#match? @_format "(^|::)format$"))
((call_expression function: (qualified_identifier) @number) (#match? @number "^std::to_string"))
(conditional_expression condition: (_) @condition consequence: (_) @first alternative: (_) @second)
(if_statement condition: (_) @condition)
(while_statement condition: (_) @condition)
(do_statement condition: (_) @condition)
(for_statement condition: (_) @condition)
