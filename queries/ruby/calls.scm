; Calls and the paths of names: see src/facts/calls.rs and src/facts/names.rs for what each capture means.
(call method: (_) @callee arguments: (_) @arguments) @call
(call method: (_) @callee !arguments) @call
(call receiver: (_) @object method: (_) @name !arguments) @path
(scope_resolution scope: (_) @object name: (_) @name) @path
(pair key: (hash_key_symbol) @keyword value: (_) @value)
[(splat_argument) (hash_splat_argument) (block_argument)] @splat
(parenthesized_statements . (_) @inside .)
