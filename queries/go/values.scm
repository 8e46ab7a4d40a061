; What expressions are made of, and what decides about them: see src/facts/values.rs for what each capture means.
[(interpreted_string_literal_content) (raw_string_literal_content) (escape_sequence)] @piece
(binary_expression left: (_) @left operator: "+" right: (_) @right)
(assignment_statement left: (expression_list . (_) @extended .) operator: "+=" right: (expression_list . (_) @by .))
((call_expression
   function: (selector_expression field: (field_identifier) @_format)
   arguments: (argument_list . [(interpreted_string_literal) (raw_string_literal)] @template) @values) @percent
 (#eq? @_format "Sprintf"))
(if_statement condition: (_) @condition)
(expression_case value: (_) @condition)
