; What expressions are made of, and what decides about them: see src/facts/values.rs for what each capture means.
[(string_fragment) (multiline_string_fragment) (escape_sequence)] @piece
(string_interpolation (_) @hole)
(binary_expression left: (_) @left operator: "+" right: (_) @right)
(assignment_expression left: (_) @extended operator: "+=" right: (_) @by)
((method_invocation
   object: (_) @left
   name: (identifier) @_concat
   arguments: (argument_list . (_) @right .))
 (#eq? @_concat "concat"))
((method_invocation
   object: (identifier) @_string
   name: (identifier) @_format
   arguments: (argument_list . (_) @template) @values) @percent
 (#eq? @_string "String") (#eq? @_format "format"))
((method_invocation object: (_) @template name: (identifier) @_format arguments: (_) @values) @percent
 (#eq? @_format "formatted"))
(ternary_expression condition: (_) @condition consequence: (_) @first alternative: (_) @second)
(if_statement condition: (_) @condition)
(while_statement condition: (_) @condition)
(for_statement condition: (_) @condition)
[
  (class_declaration (modifiers) @decorators)
  (constructor_declaration (modifiers) @decorators)
  (field_declaration (modifiers) @decorators)
  (formal_parameter (modifiers) @decorators)
  (interface_declaration (modifiers) @decorators)
  (method_declaration (modifiers) @decorators)
  (record_declaration (modifiers) @decorators)
]
