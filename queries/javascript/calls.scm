; Calls and the paths of names: see src/facts/calls.rs and src/facts/names.rs for what each capture means.
(call_expression function: (_) @callee arguments: (_) @arguments) @call
(new_expression constructor: (_) @callee arguments: (arguments) @arguments) @call
(new_expression constructor: (_) @callee !arguments) @call
(member_expression object: (this) @self property: (property_identifier) @name) @path
(member_expression object: (_) @object property: (property_identifier) @name) @path
(nested_type_identifier module: (_) @object name: (_) @name) @path
(nested_identifier object: (_) @object property: (_) @name) @path
(parenthesized_expression . (_) @inside .)
(await_expression (_) @inside)
(as_expression . (_) @inside)
(satisfies_expression . (_) @inside)
(non_null_expression (_) @inside)
(type_annotation (_) @inside)
(generic_type name: (_) @inside)
(spread_element) @splat
