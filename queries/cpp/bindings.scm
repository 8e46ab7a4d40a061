; Scopes and bindings of C++ beside those of C: see src/facts/bindings.rs for what each capture means.
(lambda_expression) @scope.function
(namespace_definition) @scope.expression
(class_specifier body: (_)) @scope.expression

(function_definition declarator: (reference_declarator (function_declarator declarator: [(identifier) (field_identifier)] @define.function)))
(declaration declarator: (reference_declarator (function_declarator declarator: [(identifier) (field_identifier)] @define.function)))
(field_declaration declarator: (function_declarator declarator: [(identifier) (field_identifier)] @define.function))
(field_declaration declarator: (pointer_declarator declarator: (function_declarator declarator: [(identifier) (field_identifier)] @define.function)))
(field_declaration declarator: (reference_declarator (function_declarator declarator: [(identifier) (field_identifier)] @define.function)))
(class_specifier name: (type_identifier) @define.type body: (_))
(alias_declaration name: (type_identifier) @define.type type: (_) @value)

((declaration type: (_) @type declarator: (reference_declarator) @target)
 (#not-match? @type "\\bauto\\)?$|^decltype\\b"))
(declaration type: (placeholder_type_specifier) declarator: (init_declarator
  declarator: [(identifier) (pointer_declarator) (array_declarator) (function_declarator) (reference_declarator)] @target
  value: (_) @value))
(declaration declarator: (init_declarator declarator: (structured_binding_declarator) @target value: (_) @source))
((for_range_loop type: (_) @type declarator: [(identifier) (reference_declarator) (pointer_declarator)] @target right: (_) @source)
 (#not-match? @type "\\bauto\\)?$|^decltype\\b"))
(for_range_loop type: (placeholder_type_specifier) declarator: (_) @target right: (_) @source)
(lambda_capture_initializer left: (identifier) @target right: (_) @value)
((field_declaration type: (_) @type
   declarator: [(field_identifier) (pointer_declarator) (array_declarator) (reference_declarator)] @target)
 (#not-match? @type "\\bauto\\)?$|^decltype\\b"))
(parameter_declaration type: (_) @type declarator: (reference_declarator) @parameter)
(optional_parameter_declaration type: (_) @type
  declarator: [(identifier) (pointer_declarator) (array_declarator) (function_declarator) (reference_declarator)] @parameter)
