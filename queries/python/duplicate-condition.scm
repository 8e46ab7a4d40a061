(elif_clause condition: (_) @report)
