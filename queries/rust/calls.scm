; Calls and the paths of names: see src/facts/calls.rs and src/facts/names.rs for what each capture means.
(call_expression function: (_) @callee arguments: (_) @arguments) @call
(macro_invocation macro: (_) @callee (token_tree) @arguments) @call
(field_expression value: (_) @object field: (_) @name) @member
(scoped_identifier path: (_) @object name: (_) @name) @path
(scoped_type_identifier path: (_) @object name: (_) @name) @path
(generic_function function: (_) @inside)
(generic_type type: (_) @inside)
(bracketed_type (_) @inside)
(parenthesized_expression . (_) @inside .)
(reference_expression value: (_) @inside)
(await_expression (_) @inside)
(try_expression (_) @inside)
