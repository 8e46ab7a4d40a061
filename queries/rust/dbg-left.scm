((macro_invocation macro: [(identifier) (scoped_identifier)] @_dbg) @report
 (#names? @_dbg "std::dbg")
 (#not-match? @report "^[\\w:]+!\\(\\s*\"[^\"]*\\{|^[\\w:]+!\\(\\s*\"[^\"]*\"\\s*,\\s*[a-z]")
 (#not-file-match? "macro_rules! dbg|macro dbg"))
