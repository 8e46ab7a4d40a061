((call_expression function: (selector_expression) @_make arguments: (argument_list . ")")) @report
 (#names? @_make "context.Background" "context.TODO")
 (#around-match? @report function "^func[^{]*\\((\\w+ [^,{]*, )*(ctx|c|parent\\w*) context\\.Context\\b")
 (#not-has-ancestor? @report defer_statement go_statement)
 (#not-guarded? @report "ctx|nil|Done|Err|ok\\b")
 (#not-symbol-match? @report "(?i)detach|background|shutdown|clean|close|stop|stopp|release|finali|test|rollback")
 (#not-explained? @report))
