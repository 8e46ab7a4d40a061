; Calls and the paths of names: see src/facts/calls.rs and src/facts/names.rs for what each capture means.
(invocation_expression function: (_) @callee arguments: (_) @arguments) @call
(object_creation_expression type: (_) @callee arguments: (_) @arguments) @call
(member_access_expression expression: (_) @object name: (_) @name) @path
(qualified_name qualifier: (_) @object name: (_) @name) @path
(argument name: (identifier) @keyword . (_) @value)
(argument !name . (_) @inside .)
(generic_name . (identifier) @inside)
(nullable_type type: (_) @inside)
(parenthesized_expression . (_) @inside .)
(await_expression (_) @inside)
