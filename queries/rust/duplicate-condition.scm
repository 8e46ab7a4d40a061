(else_clause (if_expression condition: (_) @condition @report))
