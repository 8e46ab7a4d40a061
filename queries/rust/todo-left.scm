((macro_invocation macro: (identifier) @macro) @report
 (#eq? @macro "todo"))

; With a text it is a decision, not a gap.
((macro_invocation macro: (identifier) @macro (token_tree) @_text) @report
 (#eq? @macro "unimplemented")
 (#match? @_text "^.\\s*.$"))
