; What is changed in place, what leaves its function, which members are set: see src/facts/effects.rs.
(compound_assignment_expr left: (_) @changed)
(assignment_expression left: (index_expression . (_) @changed))
((call_expression function: (field_expression value: (_) @changed field: (field_identifier) @_method))
 (#any-of? @_method "push" "push_str" "pop" "insert" "remove" "extend" "append" "clear" "sort" "reverse" "truncate"
   "drain" "retain"))

(return_expression (_) @escapes)
(assignment_expression left: (field_expression) right: (_) @escapes)

(assignment_expression left: (field_expression field: (field_identifier) @set))
(compound_assignment_expr left: (field_expression field: (field_identifier) @set))
