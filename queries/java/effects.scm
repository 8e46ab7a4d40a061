; What is changed in place, what leaves its function, which members are set: see src/facts/effects.rs.
(assignment_expression left: (array_access array: (_) @changed))
((method_invocation object: (_) @changed name: (identifier) @_method)
 (#any-of? @_method "add" "addAll" "addFirst" "addLast" "append" "clear" "computeIfAbsent" "insert" "merge" "offer"
   "poll" "pop" "push" "put" "putAll" "putIfAbsent" "remove" "removeAll" "removeIf" "replaceAll" "retainAll" "reverse"
   "set" "setLength" "sort"))

(return_statement (_) @escapes)
(yield_statement (_) @escapes)
(lambda_expression body: (identifier) @escapes)
(assignment_expression left: (field_access) right: (_) @escapes)

(assignment_expression left: (field_access field: (identifier) @set))
(update_expression (field_access field: (identifier) @set))
