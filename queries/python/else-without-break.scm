[
  (for_statement alternative: (else_clause) @report) @loop
  (while_statement alternative: (else_clause) @report) @loop
]
