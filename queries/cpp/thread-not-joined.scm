((compound_statement (declaration type: (_) @_thread declarator: (init_declarator declarator: (identifier) @name value: (_) @_given) @report))
 (#names? @_thread "std::thread")
 (#not-match? @_given "^[({]\\s*[)}]$")
 (#not-uses-match? @name "(?m)^\\.(join|detach|swap|native_handle)|\\(|^_|\\[\\]"))

((compound_statement (declaration type: (_) @_thread declarator: (function_declarator declarator: (identifier) @name parameters: (parameter_list (parameter_declaration))) @report))
 (#names? @_thread "std::thread")
 (#not-uses-match? @name "(?m)^\\.(join|detach|swap|native_handle)|\\(|^_|\\[\\]"))

((expression_statement [(call_expression function: (_) @name) (compound_literal_expression type: (_) @name)]) @report
 (#names? @name "std::thread"))
