; Named regions of JavaScript and TypeScript: see src/syntax/scopes.rs for what each means.
(function_declaration name: (_) @name) @function
(generator_function_declaration name: (_) @name) @function
(method_definition name: (_) @name) @function
(function_expression name: (_) @name) @function
(function_expression !name) @function
(generator_function) @function
(variable_declarator name: (identifier) @name value: [(arrow_function) (function_expression)] @function)
(pair key: (property_identifier) @name value: [(arrow_function) (function_expression)] @function)
(arrow_function) @function
(function_declaration "async") @async
(function_expression "async") @async
(arrow_function "async") @async
(method_definition "async") @async
(class_declaration name: (_) @name) @class
(abstract_class_declaration name: (_) @name) @class
(class) @class
(for_statement body: (_) @loop)
(for_in_statement body: (_) @loop)
(while_statement) @loop
(do_statement) @loop
((call_expression function: (_) @_runner arguments: (arguments [(arrow_function) (function_expression)])) @test
  (#match? @_runner "^(describe|it|test|suite|context|bench|beforeEach|afterEach|beforeAll|afterAll)(\\.\\w+)*(\\(|`|$)"))
