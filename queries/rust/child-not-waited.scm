([
   (expression_statement (try_expression (call_expression) @report))
   (expression_statement (call_expression function: (field_expression value: (call_expression) @report field: (field_identifier) @_unwrap)))
   (let_declaration pattern: "_" value: (call_expression) @report)
   (let_declaration pattern: "_" value: (try_expression (call_expression) @report))
   (let_declaration pattern: "_" value: (call_expression function: (field_expression value: (call_expression) @report field: (field_identifier) @_unwrap)))
 ]
 (#match? @report "(?s)Command::new\\(.*\\.spawn\\(\\)$")
 (#not-match? @report "kill_on_drop")
 (#any-of? @_unwrap "unwrap" "expect" "ok"))
