; Scopes of names, and what binds a name in them: see src/facts/bindings.rs for what each capture means.
(source_file) @scope.module
(mod_item body: (_)) @scope.module
(function_item) @scope.function
(closure_expression) @scope.function
[(block) (match_arm) (for_expression) (if_expression) (while_expression)] @scope.expression

(function_item name: (identifier) @define.function)
(function_signature_item name: (identifier) @define.function)
(macro_definition name: (identifier) @define.function)
[
  (struct_item name: (_) @define.type)
  (enum_item name: (_) @define.type)
  (union_item name: (_) @define.type)
  (trait_item name: (_) @define.type)
  (type_item name: (_) @define.type)
  (mod_item name: (_) @define.type)
]
(const_item name: (_) @define)
(static_item name: (_) @define)

(parameters (parameter pattern: (_) @parameter type: (_) @type))
(closure_parameters (identifier) @parameter)
(closure_parameters (parameter pattern: (_) @parameter))

(let_declaration pattern: (_) @target value: (_) @value !type)
(let_declaration pattern: (_) @target type: (_) @type)
(let_declaration pattern: (_) @target !type !value)
(let_condition pattern: (_) @target)
(for_expression pattern: (_) @target)
(match_arm pattern: (_) @target)
