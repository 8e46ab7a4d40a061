((if_statement condition: (_) @condition consequence: (empty_statement) @report))
