; Calls and the paths of names: see src/facts/calls.rs and src/facts/names.rs for what each capture means.
(method_invocation object: (_) @object name: (_) @callee arguments: (_) @arguments) @call
(method_invocation !object name: (_) @callee arguments: (_) @arguments) @call
(object_creation_expression type: (_) @callee arguments: (_) @arguments) @call
(explicit_constructor_invocation constructor: (_) @callee arguments: (_) @arguments) @call
(annotation name: (_) @callee arguments: (_) @arguments) @call
(marker_annotation name: (_) @callee) @call
; What is cast to a type is one.
(cast_expression type: (_) @callee value: (_)) @call
(field_access object: (_) @object field: (_) @name) @path
(scoped_identifier scope: (_) @object name: (_) @name) @path
(scoped_type_identifier . (_) @object (type_identifier) @name .) @path
(generic_type . (_) @inside)
(annotated_type (type_identifier) @inside .)
(parenthesized_expression . (_) @inside .)
(element_value_pair key: (identifier) @keyword value: (_) @value)

(class_declaration superclass: (superclass (_) @base))
(class_declaration interfaces: (super_interfaces (type_list (_) @base)))
(record_declaration interfaces: (super_interfaces (type_list (_) @base)))
(enum_declaration interfaces: (super_interfaces (type_list (_) @base)))
(interface_declaration (extends_interfaces (type_list (_) @base)))
