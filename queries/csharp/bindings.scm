; Scopes of names, and what binds a name in them: see src/facts/bindings.rs for what each capture means.
(compilation_unit) @scope.module
[
  (method_declaration) (constructor_declaration) (local_function_statement) (lambda_expression)
  (anonymous_method_expression)
] @scope.function
[(block) (for_statement) (foreach_statement) (using_statement) (catch_clause) (switch_section)] @scope.expression
(class_declaration name: (identifier) @of) @scope.class
(struct_declaration name: (identifier) @of) @scope.class
(interface_declaration name: (identifier) @of) @scope.class

(method_declaration name: (identifier) @define.function)
(local_function_statement name: (identifier) @define.function)
[
  (class_declaration name: (identifier) @define.type)
  (struct_declaration name: (identifier) @define.type)
  (interface_declaration name: (identifier) @define.type)
  (record_declaration name: (identifier) @define.type)
  (enum_declaration name: (identifier) @define.type)
]
(property_declaration type: (_) @type name: (identifier) @attribute)
(field_declaration (variable_declaration type: (_) @type (variable_declarator name: (identifier) @attribute)))

(parameter type: (_) @type name: (identifier) @parameter)
(parameter !type name: (identifier) @parameter)
(implicit_parameter) @parameter
((variable_declaration type: (_) @type (variable_declarator name: (identifier) @target))
 (#not-kind-eq? @type implicit_type))
(variable_declaration type: (implicit_type) (variable_declarator name: (identifier) @target . (_) @value))
(assignment_expression left: (identifier) @assigned right: (_) @value)
(foreach_statement left: (_) @target right: (_) @source)
(catch_declaration name: (identifier) @target)
(declaration_expression name: (identifier) @target)
(declaration_pattern name: (identifier) @target)
