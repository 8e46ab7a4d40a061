; Branches: see src/facts/control.rs for what each capture means.
(if_statement condition: (_) @condition consequence: (_) @then) @branch
(if_statement alternative: (else_clause (if_statement) @next))
(else_clause (if_statement) @continued)
(if_statement "if" @word alternative: (else_clause [(compound_statement) (expression_statement) (return_statement) (goto_statement) (break_statement) (continue_statement) (for_statement) (while_statement)] @else))
(conditional_expression condition: (_) @condition consequence: (_) @then) @branch
(conditional_expression ":" @word alternative: (_) @else)
; What a jump or another arm of the preprocessor leads to.
[(labeled_statement) (case_statement) (preproc_if) (preproc_ifdef) (preproc_call)] @entry
