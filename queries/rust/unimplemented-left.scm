; With a text it is a decision, not a gap.
((macro_invocation macro: (identifier) @_macro (token_tree) @_text) @report
 (#eq? @_macro "unimplemented")
 (#match? @_text "^.\\s*.$"))
