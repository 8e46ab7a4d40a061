; Calls and the paths of names: see src/facts/calls.rs and src/facts/names.rs for what each capture means.
(call function: (_) @callee arguments: (_) @arguments) @call
(decorator (_) @callee) @call
(attribute object: (_) @object attribute: (identifier) @name) @path
((attribute object: (identifier) @self attribute: (identifier) @name) @path (#any-of? @self "self" "cls"))
(parenthesized_expression . (_) @inside .)
(await (_) @inside)
(type . (_) @inside .)
(keyword_argument name: (identifier) @keyword value: (_) @value)
[(list_splat) (dictionary_splat)] @splat
