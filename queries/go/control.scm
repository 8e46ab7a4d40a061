; Branches: see src/facts/control.rs for what each capture means.
(if_statement condition: (_) @condition consequence: (_) @then) @branch
; A statement before the condition may give its names another meaning: `else if err := g(); err != nil`.
(if_statement alternative: (if_statement !initializer) @next)
(if_statement alternative: (if_statement !initializer) @continued)
(if_statement "else" @word alternative: (block) @else)
