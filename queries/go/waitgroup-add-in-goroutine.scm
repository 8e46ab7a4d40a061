((go_statement (call_expression function: (func_literal
   body: (block (statement_list . (expression_statement (call_expression
     function: (selector_expression operand: (_) @group field: (field_identifier) @_add)) @report))) @_body)))
 (#eq? @_add "Add")
 (#type? @group "sync.WaitGroup")
 (#not-match? @_body "\\.Wait\\(\\)"))
