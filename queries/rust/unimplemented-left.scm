; With a text it is a decision, not a gap.
((macro_invocation macro: [(identifier) (scoped_identifier)] @_macro (token_tree) @_text) @report
 (#match? @_text "^.\\s*.$")
 (#names? @_macro "std::unimplemented"))
