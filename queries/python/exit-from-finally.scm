([(return_statement) (break_statement) (continue_statement)] @report
 (#has-ancestor? @report "finally_clause"))
