((call function: [(identifier) (attribute)] @report)
 (#calls? @report "tempfile.mktemp"))
