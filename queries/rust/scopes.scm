; Named regions of Rust: see src/syntax/scopes.rs for what each means.
(function_item name: (identifier) @name) @function
(function_item (function_modifiers "async")) @async
(function_item (function_modifiers "unsafe")) @unsafe
(closure_expression) @function
(closure_expression "async") @async
(async_block) @function @async
(unsafe_block) @unsafe
(impl_item type: (_) @name) @class
(trait_item name: (_) @name) @class
(for_expression body: (_) @loop)
(while_expression) @loop
(loop_expression) @loop
((attribute_item) @_attribute . (attribute_item)* . (mod_item) @test
  (#match? @_attribute "^#\\[cfg\\((all\\(|any\\()?.*\\btest\\b"))
((attribute_item) @_attribute . (attribute_item)* . (function_item) @test
  (#match? @_attribute "^#\\[(\\w+::)*(test|rstest|test_case|bench|quickcheck|cfg\\(test\\))\\b"))
((source_file (inner_attribute_item) @_attribute) @test (#match? @_attribute "cfg\\(test\\)"))
