; Calls and the paths of names: see src/facts/calls.rs and src/facts/names.rs for what each capture means.
(call_expression function: (_) @callee arguments: (_) @arguments) @call
(macro_invocation macro: (_) @callee (token_tree) @arguments) @call
(field_expression value: (_) @object field: (_) @name) @member
(scoped_identifier path: (_) @object name: (_) @name) @path
(scoped_type_identifier path: (_) @object name: (_) @name) @path
; `::std`
(scoped_identifier !path name: (_) @inside)
(scoped_type_identifier !path name: (_) @inside)
(generic_function function: (_) @inside)
(generic_type type: (_) @inside)
(generic_type_with_turbofish type: (_) @inside)
(bracketed_type (_) @inside)
(reference_type type: (_) @inside)
(dynamic_type trait: (_) @inside)
(abstract_type trait: (_) @inside)
(parenthesized_expression . (_) @inside .)
(reference_expression value: (_) @inside)
(await_expression (_) @inside)
(try_expression (_) @inside)

; What holds a value, and lends it to whoever uses the holder.
((generic_type type: (_) @_holder type_arguments: (type_arguments . (_) @through))
 (#match? @_holder "^(\\w+::)*(Arc|Box|Rc|Option|\\w*Result)$"))
((call_expression
   function: (scoped_identifier path: (_) @_holder name: (identifier) @_made)
   arguments: (arguments . (_) @through .))
 (#match? @_holder "^(\\w+::)*(Arc|Box|Rc)$")
 (#any-of? @_made "new" "clone" "from"))
((call_expression function: (field_expression value: (_) @through field: (field_identifier) @_same))
 (#any-of? @_same "unwrap" "expect" "clone" "by_ref" "as_ref" "as_mut" "unwrap_or_default"))
