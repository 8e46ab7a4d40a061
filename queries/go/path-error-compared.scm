((binary_expression left: (_) @error operator: ["==" "!="] right: (selector_expression) @wanted) @report
 (#names? @wanted "os.ErrNotExist" "os.ErrExist" "os.ErrPermission" "io/fs.ErrNotExist" "io/fs.ErrExist" "io/fs.ErrPermission")
 (#match? @error "(?i)err")
 (#not-match? @error "\\.Err$|Unwrap|Underlying|Cause"))
