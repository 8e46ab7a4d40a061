; What is changed in place, what leaves its function, which members are set: see src/facts/effects.rs.
(augmented_assignment left: (_) @changed)
(assignment left: (subscript value: (_) @changed))
(augmented_assignment left: (subscript value: (_) @changed))
(delete_statement (subscript value: (_) @changed))
((call function: (attribute object: (_) @changed attribute: (identifier) @_method))
 (#any-of? @_method "append" "extend" "insert" "remove" "pop" "popitem" "clear" "sort" "reverse" "update" "setdefault"
   "add" "discard" "appendleft" "extendleft"))

(return_statement (_) @escapes)
(return_statement (expression_list (_) @escapes))
(yield (_) @escapes)
(assignment left: (attribute) right: (_) @escapes)

(assignment left: (attribute attribute: (identifier) @set))
(augmented_assignment left: (attribute attribute: (identifier) @set))
(pattern_list (attribute attribute: (identifier) @set))
(delete_statement (attribute attribute: (identifier) @set))
