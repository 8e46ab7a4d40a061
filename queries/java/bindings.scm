; Scopes of names, and what binds a name in them: see src/facts/bindings.rs for what each capture means.
(program) @scope.module
[
  (annotation_type_declaration name: (_) @of)
  (class_declaration name: (_) @of)
  (enum_declaration name: (_) @of)
  (interface_declaration name: (_) @of)
  (record_declaration name: (_) @of)
] @scope.class
(object_creation_expression (class_body)) @scope.class
(enum_constant body: (_)) @scope.class
[
  (compact_constructor_declaration)
  (constructor_declaration)
  (lambda_expression)
  (method_declaration)
  (static_initializer)
] @scope.function
[
  (block)
  (catch_clause)
  (constructor_body)
  (enhanced_for_statement)
  (for_statement)
  (switch_block)
  (switch_rule)
  (try_with_resources_statement)
] @scope.expression

(method_declaration name: (identifier) @define.function)
[
  (annotation_type_declaration name: (_) @define.type)
  (class_declaration name: (_) @define.type)
  (enum_declaration name: (_) @define.type)
  (interface_declaration name: (_) @define.type)
  (record_declaration name: (_) @define.type)
]
(type_parameter (type_identifier) @define.type)
(enum_constant name: (identifier) @define)

(field_declaration type: (_) @type declarator: (variable_declarator name: (_) @target @attribute value: (_) @value))
(field_declaration type: (_) @type declarator: (variable_declarator name: (_) @target @attribute !value))
(constant_declaration type: (_) @type declarator: (variable_declarator name: (_) @target value: (_) @value))

(formal_parameter type: (_) @type name: (identifier) @parameter)
(spread_parameter (variable_declarator name: (identifier) @parameter))
(inferred_parameters (identifier) @parameter)
(lambda_expression parameters: (identifier) @parameter.inner)

; What `var` declares has the type of its value.
((local_variable_declaration type: (_) @_var declarator: (variable_declarator name: (_) @target value: (_) @value))
 (#eq? @_var "var"))
((local_variable_declaration type: (_) @type declarator: (variable_declarator name: (_) @target value: (_) @value))
 (#not-eq? @type "var"))
(local_variable_declaration type: (_) @type declarator: (variable_declarator name: (_) @target !value))
((enhanced_for_statement type: (_) @_var name: (identifier) @target.inner value: (_) @source) (#eq? @_var "var"))
((enhanced_for_statement type: (_) @type name: (identifier) @target.inner value: (_) @source) (#not-eq? @type "var"))
((resource type: (_) @_var name: (identifier) @target value: (_) @value) (#eq? @_var "var"))
((resource type: (_) @type name: (identifier) @target value: (_) @value) (#not-eq? @type "var"))
(catch_formal_parameter (catch_type . (_) @type .) name: (identifier) @target)
(catch_formal_parameter (catch_type (_) (_)) name: (identifier) @target)
(instanceof_expression left: (_) @source right: (_) @type name: (identifier) @target)
(type_pattern (_) @type (identifier) @target)
(record_pattern_component (_) @type (identifier) @target)

(assignment_expression left: (identifier) @assigned operator: ["=" "+="] right: (_) @value)
(assignment_expression
  left: (identifier) @assigned
  operator: ["-=" "*=" "/=" "%=" "&=" "|=" "^=" "<<=" ">>=" ">>>="]
  right: (_) @source)
(update_expression (identifier) @assigned)
