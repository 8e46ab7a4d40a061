((macro_invocation macro: [(identifier) (scoped_identifier)] @_dbg) @report
 (#match? @_dbg "^((std|core)::)?dbg$"))
