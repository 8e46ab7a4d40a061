((declaration type: (_) @_type declarator: (init_declarator declarator: (identifier) value: (_) @_value) @report)
 (#names? @_type "std::string" "std::wstring" "std::string_view")
 (#match? @_value "^\\(?\\s*(NULL|nullptr|0)\\s*\\)?$"))

((return_statement (_) @_value) @report
 (#match? @_value "^(NULL|nullptr|0)$")
 (#returns? @report "^(std::)?(string|string_view)$")
 (#not-around? @report function lambda_expression)
 (#not-around-match? @report function "^[^{(]*\\*"))
