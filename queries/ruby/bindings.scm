; Scopes of names, and what binds a name in them: see src/facts/bindings.rs for what each capture means.
(program) @scope.module
[(method) (singleton_method)] @scope.function
[(block) (do_block) (lambda)] @scope.expression
[(class) (module)] @scope.class

(method name: (identifier) @define.function)
(singleton_method name: (identifier) @define.function)
(class name: (constant) @define.type)
(module name: (constant) @define.type)

(method_parameters [(identifier) (destructured_parameter)] @parameter)
(method_parameters (optional_parameter name: (identifier) @parameter))
(method_parameters (keyword_parameter name: (identifier) @parameter))
(method_parameters (splat_parameter name: (identifier) @parameter))
(method_parameters (hash_splat_parameter name: (identifier) @parameter))
(method_parameters (block_parameter name: (identifier) @parameter))
(block_parameters [(identifier) (destructured_parameter)] @parameter)
(lambda_parameters [(identifier) (destructured_parameter)] @parameter)

(assignment left: [(identifier) (constant)] @target right: (_) @value)
(assignment left: (left_assignment_list) @target right: (_) @source)
(operator_assignment left: (identifier) @target)
((assignment left: (instance_variable) @attribute right: (_) @value))
(for pattern: (_) @target)
(exception_variable (identifier) @target)
