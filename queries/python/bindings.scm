; Scopes of names, and what binds a name in them: see src/facts/bindings.rs for what each capture means.
(module) @scope.module
(class_definition) @scope.class
(function_definition) @scope.function
(lambda) @scope.function
[(list_comprehension) (set_comprehension) (dictionary_comprehension) (generator_expression)] @scope.expression

(function_definition name: (identifier) @define.function)
(class_definition name: (identifier) @define.type)
(class_definition type_parameters: (_) @names.module)
(function_definition type_parameters: (_) @names.module)
(type_alias_statement left: (_) @names)

(parameters [(identifier) (list_splat_pattern) (dictionary_splat_pattern) (tuple_pattern)] @parameter)
(parameters (default_parameter name: (_) @parameter))
(lambda_parameters [(identifier) (list_splat_pattern) (dictionary_splat_pattern) (tuple_pattern)] @parameter)
(lambda_parameters (default_parameter name: (_) @parameter))
(parameters (typed_default_parameter name: (_) @parameter type: (_) @type))
(parameters (typed_parameter . (_) @parameter type: (_) @type))

(assignment left: (_) @target right: (_) @value)
(assignment left: (_) @target type: (_) @type !right)
((assignment left: (attribute object: (identifier) @_self attribute: (identifier) @attribute) right: (_) @value)
 (#any-of? @_self "self" "cls"))
(augmented_assignment left: (_) @target)
(for_statement left: (_) @target)
(for_in_clause left: (_) @target)
(named_expression name: (_) @target.function value: (_) @value)
(as_pattern . (_) @value alias: (_) @target)
(except_clause alias: (_) @target)
; Python 2: `except Error, name`.
(except_clause value: (_) value: (_) @target)
(case_clause (case_pattern) @names)
(global_statement (identifier) @names.module)
(nonlocal_statement (identifier) @names)

(import_from_statement (wildcard_import)) @open
; A call of `globals()` that only reads it binds nothing.
([
   (assignment left: (subscript value: (call function: (identifier) @_built_in arguments: (argument_list . ")"))))
   (assignment right: (call function: (identifier) @_built_in arguments: (argument_list . ")")))
   (return_statement (call function: (identifier) @_built_in arguments: (argument_list . ")")))
   (keyword_argument value: (call function: (identifier) @_built_in arguments: (argument_list . ")")))
   (for_statement right: (call function: (identifier) @_built_in arguments: (argument_list . ")")))
 ] @open
 (#any-of? @_built_in "globals" "locals" "vars"))
((call function: (attribute
    object: (call function: (identifier) @_built_in arguments: (argument_list . ")"))
    attribute: (identifier) @_method)) @open
 (#any-of? @_built_in "globals" "locals" "vars")
 (#any-of? @_method "update" "setdefault" "__setitem__" "pop" "__ior__"))
((call function: (_) @_reader
   arguments: (argument_list (call function: (identifier) @_built_in arguments: (argument_list . ")")))) @open
 (#any-of? @_built_in "globals" "locals" "vars")
 (#not-any-of? @_reader "dict" "iter" "len" "list" "print" "set" "sorted" "tuple" "eval"))
((call function: (identifier) @_built_in) @open (#eq? @_built_in "exec"))
(exec_statement) @open
((subscript value: (attribute object: (identifier) @_sys attribute: (identifier) @_modules) subscript: (identifier) @_own) @open
 (#eq? @_sys "sys") (#eq? @_modules "modules") (#eq? @_own "__name__"))
; Who catches it expects that a name may not be there; the others bind the members of an enum in its module.
((identifier) @open (#any-of? @open "NameError" "_convert_" "global_enum"))
