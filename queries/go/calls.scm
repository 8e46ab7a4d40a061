; Calls and the paths of names: see src/facts/calls.rs and src/facts/names.rs for what each capture means.
(call_expression function: (_) @callee arguments: (_) @arguments) @call
; What makes a value of a type is named like a call of the type.
((call_expression function: (identifier) @_new arguments: (argument_list . (_) @callee .)) @call 
 (#any-of? @_new "make" "new"))
(composite_literal type: (_) @callee) @call
(type_assertion_expression type: (_) @callee) @call
(selector_expression operand: (_) @object field: (_) @name) @path
(qualified_type package: (_) @object name: (_) @name) @path
(parenthesized_expression . (_) @inside .)
(unary_expression operator: ["&" "*"] operand: (_) @inside)
(pointer_type (_) @inside)
(generic_type type: (_) @inside)
(literal_element . (_) @inside .)
(variadic_argument) @splat
