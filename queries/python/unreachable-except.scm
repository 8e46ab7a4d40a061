(except_clause value: (_) @report) @clause
