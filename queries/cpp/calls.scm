; Calls and the paths of names: see src/facts/calls.rs and src/facts/names.rs for what each capture means.
(call_expression function: (_) @callee arguments: (_) @arguments) @call
(field_expression argument: (_) @object field: (_) @name) @member
(parenthesized_expression . (_) @inside .)
(cast_expression value: (_) @inside)
(type_descriptor type: (_) @inside !declarator)
(pointer_expression operator: "&" argument: (_) @inside)
(qualified_identifier scope: (_) @object name: (_) @name) @path
(qualified_identifier !scope name: (_) @inside)
(template_function name: (_) @inside)
(template_type name: (_) @inside)
(co_await_expression argument: (_) @inside)
(parameter_pack_expansion) @splat
