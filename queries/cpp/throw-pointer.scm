((throw_statement (new_expression)) @report)
