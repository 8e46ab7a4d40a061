(if_statement alternative: (else_clause body: (block) @body) @report)
