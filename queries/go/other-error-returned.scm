((if_statement
   condition: (binary_expression left: (identifier) @checked operator: "!=" right: (nil))
   consequence: (block (statement_list . (return_statement (expression_list (identifier) @returned .) @report) .)))
 (#match? @checked "(?i)err(or)?\\d*$")
 (#match? @returned "^(err|\\w*Err|err\\d+)$")
 (#not-match? @returned "^[A-Z]|^err[A-Z]")
 (#not-eq? @checked @returned)
 (#not-guarded? @report "\\berr != nil.*\\|\\||\\berr\\w* == "))
