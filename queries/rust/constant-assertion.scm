((macro_invocation macro: (identifier) @_assert (token_tree) @_arguments) @report @assertion
 (#match? @_assert "^(debug_)?assert(_eq|_ne)?$"))
