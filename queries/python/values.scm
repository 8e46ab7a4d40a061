; What expressions are made of, and what decides about them: see src/facts/values.rs for what each capture means.
(string_content) @piece
(interpolation expression: (_) @hole)
((interpolation) @number (#match? @number ":[^:]*[df]\\}$"))
(binary_operator left: (_) @left operator: "+" right: (_) @right)
(binary_operator left: (_) @template operator: "%" right: (tuple) @values) @percent
(binary_operator left: (_) @template operator: "%" right: (_) @value) @percent
((call function: (attribute object: (_) @template attribute: (identifier) @_format) arguments: (_) @values) @braces
 (#eq? @_format "format"))
(conditional_expression . (_) @first . (_) @condition . (_) @second)
(if_statement condition: (_) @condition)
(elif_clause condition: (_) @condition)
(while_statement condition: (_) @condition)
(decorated_definition definition: (function_definition) @decorated)
