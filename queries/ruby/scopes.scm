; Named regions of Ruby: see src/syntax/scopes.rs for what each means.
(method name: (_) @name) @function
(singleton_method name: (_) @name) @function
(lambda) @function
(class name: (_) @name) @class
(module name: (_) @name) @class
(while) @loop
(until) @loop
(for) @loop
((call method: (identifier) @_each block: (_) @loop)
 (#any-of? @_each "each" "each_with_index" "each_pair" "each_key" "each_value" "times" "upto" "downto" "loop" "map" "select"))
((method name: (identifier) @name) @test (#match? @name "^test_"))
((call method: (identifier) @_it block: (_) @test)
 (#any-of? @_it "it" "specify" "describe" "context" "test" "before" "after"))
