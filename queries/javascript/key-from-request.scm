((assignment_expression left: (subscript_expression object: (_) index: (_) @source @report))
 (#tainted? @source key))
