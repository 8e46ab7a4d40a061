((macro_invocation macro: [(identifier) (scoped_identifier)] @_macro) @report
 (#names? @_macro "std::todo")
 (#not-has-ancestor? @report macro_definition))
