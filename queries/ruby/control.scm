; Branches: see src/facts/control.rs for what each capture means.
(if condition: (_) @condition consequence: (_) @then) @branch
(elsif condition: (_) @condition consequence: (_) @then) @branch @continued
(if alternative: (elsif) @next)
(elsif alternative: (elsif) @next)
; Clauses that handle failures are among the statements of a block; so is the text of `<<~TEXT`.
[(rescue) (ensure) (else) (heredoc_body)] @entry
[(method) (singleton_method) (class) (module)] @hoisted
