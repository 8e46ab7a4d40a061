; Named regions of Go: see src/syntax/scopes.rs for what each means.
(function_declaration name: (identifier) @name) @function
(method_declaration name: (field_identifier) @name) @function
(func_literal) @function
(type_spec name: (type_identifier) @name) @class
(for_statement body: (_) @loop)
((function_declaration name: (identifier) @name) @test (#match? @name "^(Test|Benchmark|Fuzz|Example)([A-Z_]|$)"))
