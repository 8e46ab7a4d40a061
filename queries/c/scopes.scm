; Named regions of C: see src/syntax/scopes.rs for what each means.
((function_definition declarator: (function_declarator declarator: (_) @name)) @function (#not-any-of? @name "TEST" "TEST_F" "TEST_P" "TYPED_TEST" "TYPED_TEST_P"))
((function_definition declarator: (pointer_declarator declarator: (function_declarator declarator: (_) @name))) @function (#not-any-of? @name "TEST" "TEST_F" "TEST_P" "TYPED_TEST" "TYPED_TEST_P"))
((function_definition declarator: (pointer_declarator declarator: (pointer_declarator declarator: (function_declarator declarator: (_) @name)))) @function (#not-any-of? @name "TEST" "TEST_F" "TEST_P" "TYPED_TEST" "TYPED_TEST_P"))
; `TEST(Suite, Name) { .. }`
((function_definition declarator: (function_declarator declarator: (identifier) @_macro parameters: (parameter_list . (_) . (_) @name))) @function @test
 (#any-of? @_macro "TEST" "TEST_F" "TEST_P" "TYPED_TEST" "TYPED_TEST_P"))
((function_definition declarator: (function_declarator declarator: (identifier) @_macro)) @test
 (#match? @_macro "^(TEST|SCENARIO|BOOST_(AUTO|FIXTURE)_TEST_CASE|TEST_(CASE|METHOD|IMPL|DECLARE)\\w*|START_TEST|CTEST\\d?|MU_TEST|BENCHMARK\\w*)$"))
((function_definition declarator: (function_declarator declarator: (identifier) @_name)) @test (#match? @_name "^test_|_test$"))
; To the grammar the name of such a test is a call, and its body a block of its own.
((expression_statement (call_expression function: (identifier) @_macro)) . (compound_statement) @test
 (#match? @_macro "^(TEST_CASE|TEMPLATE_TEST_CASE|SCENARIO|SECTION|SUBCASE|BOOST_AUTO_TEST_CASE)\\w*$"))
(for_statement body: (_) @loop)
(while_statement) @loop
(do_statement) @loop
(struct_specifier name: (_) @name body: (_)) @class
