; Named regions of Java: see src/syntax/scopes.rs for what each means.
(method_declaration name: (identifier) @name) @function
(constructor_declaration name: (identifier) @name) @function
(compact_constructor_declaration name: (identifier) @name) @function
(lambda_expression) @function
(static_initializer) @function
(class_body (block) @function)
(class_declaration name: (identifier) @name) @class
(interface_declaration name: (identifier) @name) @class
(enum_declaration name: (identifier) @name) @class
(record_declaration name: (identifier) @name) @class
(annotation_type_declaration name: (identifier) @name) @class
(for_statement condition: (_) @loop)
(for_statement update: (_) @loop)
(for_statement body: (_) @loop)
(enhanced_for_statement body: (_) @loop)
(while_statement) @loop
(do_statement) @loop
((method_declaration (modifiers (marker_annotation name: (_) @_test))) @test
 (#match? @_test "^([\\w.]+\\.)?(Test|ParameterizedTest|RepeatedTest|TestFactory|TestTemplate|Property|Before|After|BeforeEach|AfterEach|BeforeAll|AfterAll|BeforeClass|AfterClass|Benchmark)$"))
((method_declaration (modifiers (annotation name: (_) @_test))) @test
 (#match? @_test "^([\\w.]+\\.)?(Test|ParameterizedTest|RepeatedTest|Property)$"))
((class_declaration name: (identifier) @name) @test (#match? @name "Test$|Tests$|TestCase$|IT$"))
