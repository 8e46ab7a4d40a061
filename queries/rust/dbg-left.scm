((macro_invocation macro: [(identifier) (scoped_identifier)] @_dbg) @report
 (#match? @_dbg "^((std|core)::)?dbg$")
 (#not-match? @report "^dbg!\\(\\s*\"[^\"]*\\{|^dbg!\\(\\s*\"[^\"]*\"\\s*,\\s*[a-z]")
 (#not-file-match? "macro_rules! dbg|macro dbg"))
