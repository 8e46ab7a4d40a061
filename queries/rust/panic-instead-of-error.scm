; The innermost function returns a `Result`, and the panic does not say that the program itself is broken.
((macro_invocation macro: [(identifier) (scoped_identifier)] @_panic @report) @_whole
 (#names? @_panic "std::panic")
 (#around? @report function function_item)
 (#returns? @report "^([\\w:]*::)?Result\\b")
 (#not-symbol-match? @report "(^|\\.)(main|fmt)$")
 (#not-match? @_whole "BUG|bug|unreachable|impossible|never|invariant|internal error|must |should ")
 (#not-has-ancestor? @report async_block macro_definition)
 (#not-explained? @_whole))
