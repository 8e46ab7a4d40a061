((for_statement body: (block (statement_list
   (select_statement (communication_case (statement_list (break_statement) @report .))) .)))
 (#eq? @report "break"))
; A closed channel is always ready: the loop turns without a pause.
((for_statement body: (block (statement_list (select_statement (communication_case
   communication: (receive_statement left: (expression_list (identifier) . (identifier) @_ok .))
   (statement_list (if_statement
     condition: (unary_expression operator: "!" operand: (identifier) @_asked)
     consequence: (block (statement_list (break_statement) @report .))))))  .)))
 (#eq? @report "break")
 (#eq? @_ok @_asked))
