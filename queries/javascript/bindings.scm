; Scopes of names, and what binds a name in them: see src/facts/bindings.rs for what each capture means.
(program) @scope.module
[
  (class_declaration name: (_) @of)
  (abstract_class_declaration name: (_) @of)
] @scope.class
(class) @scope.class
[
  (function_declaration)
  (function_expression)
  (generator_function)
  (generator_function_declaration)
  (arrow_function)
  (method_definition)
] @scope.function
[
  (statement_block)
  (for_statement)
  (for_in_statement)
  (switch_body)
  (catch_clause)
] @scope.expression

(function_declaration name: (identifier) @define.function)
(generator_function_declaration name: (identifier) @define.function)
(function_signature name: (identifier) @define.function)
(method_definition name: (property_identifier) @define.function)
(class_declaration name: (_) @define.type)
(abstract_class_declaration name: (_) @define.type)
(interface_declaration name: (_) @define.type)
(enum_declaration name: (_) @define.type)
(type_alias_declaration name: (_) @define.type)
(internal_module name: (identifier) @define)

(arrow_function parameter: (identifier) @parameter)
(formal_parameters (required_parameter pattern: (_) @parameter !type))
(formal_parameters (required_parameter pattern: (_) @parameter type: (_) @type))
(formal_parameters (optional_parameter pattern: (_) @parameter !type))
(formal_parameters (optional_parameter pattern: (_) @parameter type: (_) @type))
(catch_clause parameter: (_) @parameter)

; What `require` gives is an import.
((lexical_declaration (variable_declarator name: (_) @target !type value: (_) @value))
 (#not-match? @value "^(await\\s+import|require)\\("))
((variable_declaration (variable_declarator name: (_) @target.function !type value: (_) @value))
 (#not-match? @value "^(await\\s+import|require)\\("))
(lexical_declaration (variable_declarator name: (_) @target type: (_) @type value: (_) @source))
(variable_declaration (variable_declarator name: (_) @target.function type: (_) @type value: (_) @source))
(lexical_declaration (variable_declarator name: (_) @target type: (_) @type !value))
(variable_declaration (variable_declarator name: (_) @target.function type: (_) @type !value))
(lexical_declaration (variable_declarator name: (_) @target !type !value))
(variable_declaration (variable_declarator name: (_) @target.function !type !value))
(for_in_statement kind: ["const" "let"] left: (_) @target right: (_) @source)
(for_in_statement kind: "var" left: (_) @target.function right: (_) @source)

(assignment_expression left: [(identifier) (object_pattern) (array_pattern)] @assigned right: (_) @value)
(augmented_assignment_expression left: (identifier) @assigned)
(update_expression argument: (identifier) @assigned)
(for_in_statement !kind left: (identifier) @assigned right: (_) @source)

((assignment_expression left: (member_expression object: (this) property: (property_identifier) @attribute) right: (_) @value))
(public_field_definition name: (property_identifier) @attribute type: (_) @type)
(public_field_definition name: (property_identifier) @attribute !type value: (_) @value)

((call_expression function: (identifier) @_built_in) @open (#any-of? @_built_in "eval" "importScripts"))
(with_statement) @open
