((macro_invocation macro: (identifier) @_macro) @report
 (#eq? @_macro "todo")
 (#not-has-ancestor? @report macro_definition))
