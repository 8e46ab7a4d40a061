; The new error is returned, and another one is asked about.
([
   (short_var_declaration left: (expression_list (identifier) @fresh .) right: (expression_list . (call_expression) .))
   (assignment_statement left: (expression_list (identifier) @fresh .) right: (expression_list . (call_expression) .))
 ]
 . (if_statement
   condition: (binary_expression left: (identifier) @checked operator: "!=" right: (nil)) @report
   consequence: (block (statement_list . (return_statement (expression_list (identifier) @_returned .)))))
 (#match? @fresh "(?i)err")
 (#match? @checked "(?i)err")
 (#not-eq? @fresh @checked)
 (#eq? @_returned @fresh))
