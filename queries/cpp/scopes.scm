; Named regions of C++ beside those of C: see src/syntax/scopes.rs for what each means.
((function_definition declarator: (reference_declarator (function_declarator declarator: (_) @name))) @function (#not-any-of? @name "TEST" "TEST_F" "TEST_P" "TYPED_TEST" "TYPED_TEST_P"))
(for_range_loop body: (_) @loop)
(lambda_expression) @function
(class_specifier name: (_) @name body: (_)) @class
(union_specifier name: (_) @name body: (_)) @class
