; Branches: see src/facts/control.rs for what each capture means.
(if_statement condition: (_) @condition consequence: (_) @then) @branch
(if_statement alternative: (if_statement) @next)
(if_statement alternative: (if_statement) @continued)
(if_statement "else" @word alternative: (block) @else)
(labeled_statement) @entry
(local_function_statement) @hoisted
