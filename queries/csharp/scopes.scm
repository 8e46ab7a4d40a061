; Named regions of C#: see src/syntax/scopes.rs for what each means.
(method_declaration name: (identifier) @name) @function
(constructor_declaration name: (identifier) @name) @function
(local_function_statement name: (identifier) @name) @function
(lambda_expression) @function
((method_declaration (modifier) @_async) @async (#eq? @_async "async"))
((local_function_statement (modifier) @_async) @async (#eq? @_async "async"))
(class_declaration name: (identifier) @name) @class
(struct_declaration name: (identifier) @name) @class
(for_statement body: (_) @loop)
(foreach_statement body: (_) @loop)
(while_statement) @loop
(do_statement) @loop
((method_declaration (attribute_list (attribute name: (_) @_test))) @test
 (#any-of? @_test "Fact" "Theory" "Test" "TestCase" "TestMethod" "DataTestMethod"))
((class_declaration name: (identifier) @name) @test (#match? @name "Tests?$"))
