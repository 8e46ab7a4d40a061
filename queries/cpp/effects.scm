; Effects of C++ beside those of C: see src/facts/effects.rs.
((call_expression function: (field_expression argument: (_) @changed field: (field_identifier) @_method))
 (#any-of? @_method "push_back" "emplace_back" "push_front" "emplace_front" "pop_back" "pop_front" "insert" "emplace" "erase"
   "clear" "resize" "reserve" "assign" "append" "swap" "reset" "push" "pop"))
