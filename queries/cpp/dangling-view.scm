((declaration
   type: (_) @_view
   declarator: (init_declarator declarator: (identifier) @name value: (_) @report))
 (#names? @_view "std::string_view" "absl::string_view" "std::wstring_view")
 (#kind-eq? @report binary_expression)
 (#string-match? @report "."))

((declaration
   type: (_) @_view
   declarator: (init_declarator declarator: (identifier) @name value: (call_expression function: (_) @_make) @report))
 (#names? @_view "std::string_view" "absl::string_view" "std::wstring_view")
 (#calls? @_make "std::string" "std::to_string" "std::format" "fmt::format" "absl::StrCat"))

((declaration
   declarator: (init_declarator
     declarator: (pointer_declarator declarator: (identifier) @name)
     value: (call_expression function: (field_expression argument: (call_expression function: (_) @_make) field: (field_identifier) @_text)) @report))
 (#any-of? @_text "c_str" "data")
 (#match? @_make "(\\.|->)(str|substr|string|u8string|toStdString|to_string)$|^(std::)?(string|to_string)$|^(std|fmt)::format$"))

((declaration
   declarator: (init_declarator
     declarator: (pointer_declarator declarator: (identifier) @name)
     value: (call_expression function: (field_expression argument: (parenthesized_expression (binary_expression operator: "+")) field: (field_identifier) @_text)) @report))
 (#any-of? @_text "c_str" "data"))

((assignment_expression
   left: (_) @name
   operator: "="
   right: (call_expression function: (field_expression argument: (call_expression function: (_) @_make) field: (field_identifier) @_text)) @report)
 (#any-of? @_text "c_str")
 (#match? @_make "(\\.|->)(str|substr|string|u8string|toStdString|to_string)$|^(std::)?(string|to_string)$|^(std|fmt)::format$")
 (#declared? @name "\\bchar \\*\\w+$"))
