; Branches: see src/facts/control.rs for what each capture means.
(if_expression condition: (_) @condition consequence: (_) @then) @branch
(if_expression alternative: (else_clause (if_expression) @next))
(else_clause (if_expression) @continued)
; What `cfg!` and a binding decide cannot be left out.
((if_expression "if" @word condition: (_) @condition alternative: (else_clause (block) @else))
 (#not-match? @condition "\\b(cfg!|let\\b)"))
(for_expression value: (_) @iterated)
