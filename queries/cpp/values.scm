; Expressions of C++ beside those of C: see src/facts/values.rs.
(raw_string_content) @piece
(binary_expression left: (_) @left operator: "+" right: (_) @right)
((call_expression function: (field_expression argument: (_) @hole field: (field_identifier) @_method)) (#any-of? @_method "c_str" "data" "str"))
((call_expression function: (qualified_identifier) @_type arguments: (argument_list . (_) @hole .)) (#eq? @_type "std::string"))
((call_expression function: (_) @_format arguments: (argument_list . [(string_literal) (concatenated_string) (raw_string_literal)] @template) @values) @braces
 (#match? @_format "(^|::)format$"))
((call_expression function: (qualified_identifier) @number) (#match? @number "^std::to_string"))
