((expression_statement (call_expression
   function: (selector_expression operand: (identifier) @_writer field: (field_identifier) @_write)))
 (expression_statement (call_expression
   function: (selector_expression
     operand: (call_expression function: (selector_expression operand: (identifier) @writer field: (field_identifier) @_header))
     field: (field_identifier) @_set)) @report)
 (#eq? @_write "WriteHeader")
 (#eq? @_header "Header")
 (#any-of? @_set "Set" "Add" "Del")
 (#eq? @_writer @writer)
 (#not-match? @report "Trailer"))
