; Named regions of Python: see src/syntax/scopes.rs for what each means.
(function_definition name: (identifier) @name) @function
(function_definition "async") @async
(lambda) @function
(class_definition name: (identifier) @name) @class
(for_statement body: (_) @loop)
(while_statement) @loop
(list_comprehension) @loop
(set_comprehension) @loop
(dictionary_comprehension) @loop
(generator_expression) @loop
((function_definition name: (identifier) @name) @test (#match? @name "^test_"))
((class_definition name: (identifier) @name) @test (#match? @name "^Test|TestCase$|Tests$"))
