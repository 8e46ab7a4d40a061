((macro_invocation macro: (identifier) @_panic @report)
 (#eq? @_panic "panic"))
