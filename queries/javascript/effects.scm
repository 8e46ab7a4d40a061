; What is changed in place, what leaves its function, which members are set: see src/facts/effects.rs.
(augmented_assignment_expression left: (_) @changed)
(update_expression argument: (_) @changed)
(assignment_expression left: (subscript_expression object: (_) @changed))
(assignment_expression left: (member_expression object: (_) @changed))
(augmented_assignment_expression left: (subscript_expression object: (_) @changed))
(augmented_assignment_expression left: (member_expression object: (_) @changed))
(unary_expression operator: "delete" argument: (member_expression object: (_) @changed))
(unary_expression operator: "delete" argument: (subscript_expression object: (_) @changed))
((call_expression function: (member_expression object: (_) @changed property: (property_identifier) @_method))
 (#any-of? @_method "push" "pop" "shift" "unshift" "splice" "sort" "reverse" "fill" "copyWithin" "set" "add" "delete"
   "clear"))

(return_statement (_) @escapes)
(yield_expression (_) @escapes)
(assignment_expression left: (member_expression) right: (_) @escapes)

(assignment_expression left: (member_expression property: (property_identifier) @set))
(augmented_assignment_expression left: (member_expression property: (property_identifier) @set))
(update_expression argument: (member_expression property: (property_identifier) @set))
(unary_expression operator: "delete" argument: (member_expression property: (property_identifier) @set))
