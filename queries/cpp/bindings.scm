; Scopes of names, and what binds a name in them: see src/facts/bindings.rs for what each capture means. A function is
; one scope: where blocks of it have variables of one name, that name is taken to have several values.
(translation_unit) @scope.module
(function_definition) @scope.function
(lambda_expression) @scope.function
(namespace_definition) @scope.expression
[(class_specifier body: (_)) (struct_specifier body: (_)) (union_specifier body: (_))] @scope.expression
; The parameters of what is only declared.
[(type_definition) (declaration declarator: (function_declarator)) (declaration declarator: (pointer_declarator declarator: (function_declarator)))
 (field_declaration declarator: (function_declarator))] @scope.function

(function_definition declarator: (function_declarator declarator: [(identifier) (field_identifier)] @define.function))
(function_definition declarator: (pointer_declarator declarator: (function_declarator declarator: [(identifier) (field_identifier)] @define.function)))
(function_definition declarator: (reference_declarator (function_declarator declarator: [(identifier) (field_identifier)] @define.function)))
(declaration declarator: (function_declarator declarator: [(identifier) (field_identifier)] @define.function))
(declaration declarator: (pointer_declarator declarator: (function_declarator declarator: [(identifier) (field_identifier)] @define.function)))
(declaration declarator: (reference_declarator (function_declarator declarator: [(identifier) (field_identifier)] @define.function)))
(field_declaration declarator: (function_declarator declarator: [(identifier) (field_identifier)] @define.function))
(field_declaration declarator: (pointer_declarator declarator: (function_declarator declarator: [(identifier) (field_identifier)] @define.function)))
(field_declaration declarator: (reference_declarator (function_declarator declarator: [(identifier) (field_identifier)] @define.function)))
(preproc_function_def name: (identifier) @define.macro)
(preproc_def name: (identifier) @define)
(enumerator name: (identifier) @define)
[
  (struct_specifier name: (type_identifier) @define.type body: (_))
  (union_specifier name: (type_identifier) @define.type body: (_))
  (enum_specifier name: (type_identifier) @define.type body: (_))
  (class_specifier name: (type_identifier) @define.type body: (_))
]
(type_definition type: (_) @value declarator: (type_identifier) @define.type)
(type_definition declarator: (pointer_declarator declarator: (type_identifier) @define.type))
(type_definition declarator: (function_declarator declarator: (parenthesized_declarator (pointer_declarator declarator: (type_identifier) @define.type))))
(alias_declaration name: (type_identifier) @define.type type: (_) @value)

(declaration type: [(primitive_type) (sized_type_specifier) (type_identifier) (struct_specifier) (union_specifier) (enum_specifier) (class_specifier) (qualified_identifier) (template_type) (dependent_type)] @type declarator: [
  (identifier) @target
  (pointer_declarator declarator: (identifier) @target)
  (pointer_declarator declarator: (pointer_declarator declarator: (identifier) @target))
  (array_declarator declarator: (identifier) @target)
  (array_declarator declarator: (array_declarator declarator: (identifier) @target))
  (pointer_declarator declarator: (array_declarator declarator: (identifier) @target))
  (function_declarator declarator: (parenthesized_declarator (pointer_declarator declarator: (identifier) @target)))
  (reference_declarator (identifier) @target)
  (pointer_declarator declarator: (reference_declarator (identifier) @target))
  (init_declarator declarator: [
      (identifier) @target
      (pointer_declarator declarator: (identifier) @target)
      (pointer_declarator declarator: (pointer_declarator declarator: (identifier) @target))
      (array_declarator declarator: (identifier) @target)
      (array_declarator declarator: (array_declarator declarator: (identifier) @target))
      (pointer_declarator declarator: (array_declarator declarator: (identifier) @target))
      (function_declarator declarator: (parenthesized_declarator (pointer_declarator declarator: (identifier) @target)))
      (reference_declarator (identifier) @target)
      (pointer_declarator declarator: (reference_declarator (identifier) @target))
    ] value: (_) @value)
])
(declaration type: (placeholder_type_specifier) declarator: (init_declarator declarator: [
    (identifier) @target
    (pointer_declarator declarator: (identifier) @target)
    (pointer_declarator declarator: (pointer_declarator declarator: (identifier) @target))
    (array_declarator declarator: (identifier) @target)
    (array_declarator declarator: (array_declarator declarator: (identifier) @target))
    (pointer_declarator declarator: (array_declarator declarator: (identifier) @target))
    (function_declarator declarator: (parenthesized_declarator (pointer_declarator declarator: (identifier) @target)))
    (reference_declarator (identifier) @target)
    (pointer_declarator declarator: (reference_declarator (identifier) @target))
  ] value: (_) @value))
(declaration declarator: (init_declarator declarator: (structured_binding_declarator) @target value: (_) @source))
(for_range_loop type: [(primitive_type) (sized_type_specifier) (type_identifier) (struct_specifier) (union_specifier) (enum_specifier) (class_specifier) (qualified_identifier) (template_type) (dependent_type)] @type declarator: [(identifier) @target (reference_declarator (identifier) @target) (pointer_declarator declarator: (identifier) @target)] right: (_) @source)
(for_range_loop type: (placeholder_type_specifier) declarator: (_) @target right: (_) @source)
(lambda_capture_initializer left: (identifier) @target right: (_) @value)
(field_declaration type: [(primitive_type) (sized_type_specifier) (type_identifier) (struct_specifier) (union_specifier) (enum_specifier) (class_specifier) (qualified_identifier) (template_type) (dependent_type)] @type declarator: [
  (field_identifier) @target
  (pointer_declarator declarator: (field_identifier) @target)
  (pointer_declarator declarator: (pointer_declarator declarator: (field_identifier) @target))
  (array_declarator declarator: (field_identifier) @target)
  (array_declarator declarator: (array_declarator declarator: (field_identifier) @target))
  (pointer_declarator declarator: (array_declarator declarator: (field_identifier) @target))
  (reference_declarator (field_identifier) @target)
  (pointer_declarator declarator: (reference_declarator (field_identifier) @target))
])
(parameter_declaration type: (_) @type declarator: [
  (identifier) @parameter
  (pointer_declarator declarator: (identifier) @parameter)
  (pointer_declarator declarator: (pointer_declarator declarator: (identifier) @parameter))
  (array_declarator declarator: (identifier) @parameter)
  (array_declarator declarator: (array_declarator declarator: (identifier) @parameter))
  (pointer_declarator declarator: (array_declarator declarator: (identifier) @parameter))
  (function_declarator declarator: (parenthesized_declarator (pointer_declarator declarator: (identifier) @parameter)))
  (reference_declarator (identifier) @parameter)
  (pointer_declarator declarator: (reference_declarator (identifier) @parameter))
])
(optional_parameter_declaration type: (_) @type declarator: [
  (identifier) @parameter
  (pointer_declarator declarator: (identifier) @parameter)
  (pointer_declarator declarator: (pointer_declarator declarator: (identifier) @parameter))
  (array_declarator declarator: (identifier) @parameter)
  (array_declarator declarator: (array_declarator declarator: (identifier) @parameter))
  (pointer_declarator declarator: (array_declarator declarator: (identifier) @parameter))
  (function_declarator declarator: (parenthesized_declarator (pointer_declarator declarator: (identifier) @parameter)))
  (reference_declarator (identifier) @parameter)
  (pointer_declarator declarator: (reference_declarator (identifier) @parameter))
])
(assignment_expression left: (identifier) @target operator: "=" right: (_) @value)
(assignment_expression left: (identifier) @target operator: ["+=" "-=" "*=" "/=" "%=" "<<=" ">>=" "&=" "|=" "^="] right: (_) @source)
(update_expression argument: (identifier) @target)
