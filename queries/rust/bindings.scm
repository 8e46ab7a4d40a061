; Scopes of names, and what binds a name in them: see src/facts/bindings.rs for what each capture means.
(source_file) @scope.module
(mod_item body: (_)) @scope.module
(function_item) @scope.function
(closure_expression) @scope.function
[(block) (match_arm) (for_expression) (if_expression) (while_expression)] @scope.expression
(impl_item type: (_) @of) @scope.class
[
  (trait_item name: (_) @of)
  (struct_item name: (_) @of)
  (union_item name: (_) @of)
] @scope.class

(function_item name: (identifier) @define.function)
(function_signature_item name: (identifier) @define.function)
(macro_definition name: (identifier) @define.macro)
(type_item name: (_) @define.type type: (_) @value)
[
  (struct_item name: (_) @define.type)
  (enum_item name: (_) @define.type)
  (union_item name: (_) @define.type)
  (trait_item name: (_) @define.type)
  (mod_item name: (_) @define.type)
]
(const_item name: (_) @define type: (_) @type)
(static_item name: (_) @define type: (_) @type)
(field_declaration name: (_) @attribute type: (_) @type)

(parameters (parameter pattern: (_) @parameter type: (_) @type))
(closure_parameters (parameter pattern: (_) @parameter type: (_) @type))
(closure_parameters [
  (identifier) (tuple_pattern) (tuple_struct_pattern) (struct_pattern) (reference_pattern) (mut_pattern) (slice_pattern)
] @parameter)

(let_declaration pattern: (_) @target value: (_) @value !type)
(let_declaration pattern: (_) @target type: (_) @type value: (_) @source)
(let_declaration pattern: (_) @target type: (_) @type !value)
(let_declaration pattern: (_) @target !type !value)
(let_condition pattern: (_) @target value: (_) @source)
(for_expression pattern: (_) @target value: (_) @source)
(match_arm pattern: (_) @target)
