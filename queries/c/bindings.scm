; Scopes of names, and what binds a name in them: see src/facts/bindings.rs for what each capture means. A function is
; one scope: where blocks of it have variables of one name, that name is taken to have several values.
(translation_unit) @scope.module
(function_definition) @scope.function
[(struct_specifier body: (_)) (union_specifier body: (_))] @scope.expression
; The parameters of what is only declared.
[(type_definition) (declaration declarator: (function_declarator)) (declaration declarator: (pointer_declarator declarator: (function_declarator)))
 (field_declaration declarator: (function_declarator))] @scope.function

(function_definition declarator: (function_declarator declarator: [(identifier) (field_identifier)] @define.function))
(function_definition declarator: (pointer_declarator declarator: (function_declarator declarator: [(identifier) (field_identifier)] @define.function)))
(declaration declarator: (function_declarator declarator: [(identifier) (field_identifier)] @define.function))
(declaration declarator: (pointer_declarator declarator: (function_declarator declarator: [(identifier) (field_identifier)] @define.function)))
(preproc_function_def name: (identifier) @define.macro)
(preproc_def name: (identifier) @define)
(enumerator name: (identifier) @define)
[
  (struct_specifier name: (type_identifier) @define.type body: (_))
  (union_specifier name: (type_identifier) @define.type body: (_))
  (enum_specifier name: (type_identifier) @define.type body: (_))
]
(type_definition type: (_) @value declarator: (type_identifier) @define.type)
(type_definition declarator: (pointer_declarator declarator: (type_identifier) @define.type))
(type_definition declarator: (function_declarator declarator: (parenthesized_declarator (pointer_declarator declarator: (type_identifier) @define.type))))

; The name is somewhere within its declarator. `auto` says nothing of the type.
((declaration type: (_) @type declarator: [(identifier) (pointer_declarator) (array_declarator) (function_declarator)] @target)
 (#not-match? @type "\\bauto\\)?$|^decltype\\b"))
((declaration type: (_) @type declarator: (init_declarator declarator: (_) @target value: (_) @value))
 (#not-match? @type "\\bauto\\)?$|^decltype\\b"))
(parameter_declaration type: (_) @type
  declarator: [(identifier) (pointer_declarator) (array_declarator) (function_declarator)] @parameter)
(assignment_expression left: (identifier) @target operator: "=" right: (_) @value)
(assignment_expression left: (identifier) @target operator: ["+=" "-=" "*=" "/=" "%=" "<<=" ">>=" "&=" "|=" "^="] right: (_) @source)
(update_expression argument: (identifier) @target)
