; What is changed in place, what leaves its function, which members are set: see src/facts/effects.rs.
(postfix_unary_expression (_) @changed)
(assignment_expression left: (element_access_expression expression: (_) @changed))
((invocation_expression function: (member_access_expression expression: (_) @changed name: (identifier) @_method))
 (#any-of? @_method "Add" "AddRange" "Insert" "Remove" "RemoveAt" "RemoveAll" "Clear" "Push" "Pop" "Enqueue" "Dequeue"))

(return_statement (_) @escapes)
(yield_statement (_) @escapes)
(assignment_expression left: (member_access_expression) right: (_) @escapes)

(assignment_expression left: (member_access_expression name: (_) @set))
