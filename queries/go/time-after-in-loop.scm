; With two cases the other one is mostly the end of the loop, so that each timer fires.
((for_statement body: (block (statement_list (select_statement
   (communication_case communication: (receive_statement right: (unary_expression operand: (call_expression function: (_) @call) @report))) @_case))))
 (#names? @call "time.After")
 (#all-siblings? @_case "^(case|default)" "2"))
