; Calls and paths of C++ beside those of C: see src/facts/calls.rs and src/facts/names.rs.
(qualified_identifier scope: (_) @object name: (_) @name) @path
(qualified_identifier !scope name: (_) @inside)
(template_function name: (_) @inside)
(template_type name: (_) @inside)
(co_await_expression argument: (_) @inside)
(parameter_pack_expansion) @splat
