((for_statement (call_expression
   function: (selector_expression operand: (identifier) @rows field: (field_identifier) @_next)
   arguments: (argument_list . ")")) @report)
 (#eq? @_next "Next")
 (#type? @rows "*.Query" "*.QueryContext" "*.Queryx" "*.QueryxContext" "database/sql.Rows")
 (#not-around-match? @report function "\\.Err\\(\\)"))
