; What is changed in place, what leaves its function, which members are set: see src/facts/effects.rs.
(operator_assignment left: (_) @changed)
(assignment left: (element_reference object: (_) @changed))
(binary left: (_) @changed operator: "<<")
((call receiver: (_) @changed method: (identifier) @_method)
 (#any-of? @_method "push" "append" "concat" "insert" "delete" "delete_at" "delete_if" "pop" "shift" "unshift" "clear"
   "merge!" "update" "map!" "sort!" "reject!" "select!"))

(return (argument_list (_) @escapes))
(yield (argument_list (_) @escapes))
(assignment left: (instance_variable) right: (_) @escapes)

(assignment left: (call method: (_) @set))
