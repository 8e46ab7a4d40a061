((non_null_expression (call_expression function: (member_expression object: (_) @_object property: (property_identifier) @_find))) @report
 (#any-of? @_find "find" "match" "querySelector" "getElementById" "closest" "exec" "pop" "shift")
 (#not-has-parent? @report non_null_expression)
 (#not-guarded? @report "length|size|has\\("))
