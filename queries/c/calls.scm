; Calls and the paths of names: see src/facts/calls.rs and src/facts/names.rs for what each capture means.
(call_expression function: (_) @callee arguments: (_) @arguments) @call
(field_expression argument: (_) @object field: (_) @name) @member
(parenthesized_expression . (_) @inside .)
(cast_expression value: (_) @inside)
(type_descriptor type: (_) @inside !declarator)
(pointer_expression operator: "&" argument: (_) @inside)
