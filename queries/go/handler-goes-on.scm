((if_statement
   consequence: (block (statement_list (expression_statement (call_expression function: (selector_expression) @report)) .))
   !alternative)
 . (_) @_next
 (#names? @report "net/http.Error" "net/http.NotFound" "net/http.Redirect")
 (#not-kind-eq? @_next return_statement comment))
