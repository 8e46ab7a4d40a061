; A lone `return nil` where an error is there, in a function that returns errors.
((if_statement
   condition: (binary_expression left: (identifier) @error operator: "!=" right: (nil))
   consequence: (block (statement_list . (return_statement (expression_list (nil) .)) @report .))
   !alternative) @_if
 (#match? @error "^err$|Err$")
 (#returns? @report "\\berror\\)?$")
 (#not-around-match? @report function "^func[^{]*\\berr error\\b")
 (#not-explained? @report)
 (#not-explained? @_if)
 (#not-symbol-match? @report "(?i)try|maybe|optional|ignore|best|probe|detect|exists"))
