((for_statement body: (block (statement_list
   (select_statement (communication_case (statement_list (break_statement) @report .))) .)))
 (#eq? @report "break"))
