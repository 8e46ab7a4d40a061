; Scopes of names, and what binds a name in them: see src/facts/bindings.rs for what each capture means.
(source_file) @scope.module
[(function_declaration) (method_declaration) (func_literal)] @scope.function
[
  (block) (if_statement) (for_statement) (expression_switch_statement) (type_switch_statement)
  (expression_case) (type_case) (default_case) (communication_case)
  ; What these name is theirs alone.
  (function_type) (method_elem)
] @scope.expression
(type_spec name: (type_identifier) @of) @scope.class

(function_declaration name: (identifier) @define.function)
(method_declaration
  receiver: (parameter_list (parameter_declaration type: (_) @of))
  name: (field_identifier) @define.method)
(type_spec name: (type_identifier) @define.type)
(type_alias name: (type_identifier) @define.type type: (_) @value)
(field_declaration name: (field_identifier) @attribute type: (_) @type)
(const_spec name: (identifier) @define value: (expression_list . (_) @value .))
(const_spec name: (identifier) @define value: (expression_list (_) ","))
(const_spec name: (identifier) @define !value)

(parameter_declaration name: (identifier) @parameter type: (_) @type)
(variadic_parameter_declaration name: (identifier) @parameter)
(type_parameter_declaration name: (identifier) @parameter)

(var_spec name: (identifier) @target type: (_) @type !value)
(var_spec name: (identifier) @target type: (_) @type value: (_) @source)
(var_spec name: (identifier) @target !type value: (expression_list . (_) @value .))
(var_spec name: (identifier) @target !type value: (expression_list (_) ",") @source)

; Of what a call returns the first name is given the first, which stands for the whole.
(short_var_declaration left: (expression_list . (_) @target .) right: (expression_list . (_) @value .))
(short_var_declaration
  left: (expression_list . (_) @target ",")
  right: (expression_list . (call_expression) @value .))
((short_var_declaration left: (expression_list . (_) @target ",") right: (expression_list . (_) @_other .) @source)
 (#not-kind-eq? @_other call_expression))
(short_var_declaration left: (expression_list . (_) @target ",") right: (expression_list (_) "," (_)) @source)
(short_var_declaration left: (expression_list "," . (_) @target) right: (_) @source)

(assignment_statement left: (expression_list . (_) @assigned .) right: (expression_list . (_) @value .))
(assignment_statement
  left: (expression_list . (_) @assigned ",")
  right: (expression_list . (call_expression) @value .))
((assignment_statement left: (expression_list . (_) @assigned ",") right: (expression_list . (_) @_other .) @source)
 (#not-kind-eq? @_other call_expression))
(assignment_statement left: (expression_list . (_) @assigned ",") right: (expression_list (_) "," (_)) @source)
(assignment_statement left: (expression_list "," . (_) @assigned) right: (_) @source)

(range_clause left: (expression_list (_) @target) right: (_) @source)
(receive_statement left: (expression_list (_) @target) right: (_) @source)
(type_switch_statement alias: (expression_list (identifier) @target))
