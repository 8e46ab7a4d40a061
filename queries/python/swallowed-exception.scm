(except_clause) @report
