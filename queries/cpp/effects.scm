; What is changed in place, what leaves its function, which members are set: see src/facts/effects.rs.
(assignment_expression left: (subscript_expression . (_) @changed))
(assignment_expression left: (pointer_expression argument: (_) @changed))
(update_expression argument: (_) @changed)
(assignment_expression left: (_) @changed operator: ["+=" "-=" "*=" "/=" "%=" "<<=" ">>=" "&=" "|=" "^="])
((call_expression function: (field_expression argument: (_) @changed field: (field_identifier) @_method))
 (#any-of? @_method "push_back" "emplace_back" "push_front" "emplace_front" "pop_back" "pop_front" "insert" "emplace" "erase"
   "clear" "resize" "reserve" "assign" "append" "swap" "reset" "push" "pop"))

(return_statement (_) @escapes)
(assignment_expression left: (field_expression) right: (_) @escapes)
(assignment_expression left: (pointer_expression) right: (_) @escapes)
(assignment_expression left: (subscript_expression) right: (_) @escapes)

(assignment_expression left: (field_expression field: (field_identifier) @set))
(update_expression argument: (field_expression field: (field_identifier) @set))
