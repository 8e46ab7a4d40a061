(assert_statement . (true)) @report
((assert_statement . (integer) @_one) @report (#eq? @_one "1"))
((call function: (attribute attribute: (identifier) @_name) arguments: (argument_list . (true))) @report
 (#eq? @_name "assertTrue"))
