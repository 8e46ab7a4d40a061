; Branches: see src/facts/control.rs for what each capture means.
(if_statement condition: (_) @condition consequence: (_) @then) @branch
(elif_clause condition: (_) @condition consequence: (_) @then) @branch @continued
(if_statement alternative: (elif_clause) @next)
(if_statement consequence: (_) . alternative: (else_clause "else" @word body: (_) @else))
(for_statement right: (_) @iterated)
