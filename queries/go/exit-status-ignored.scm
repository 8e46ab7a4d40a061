((expression_statement (call_expression
   function: (selector_expression operand: (_) @_command field: (field_identifier) @_run)
   arguments: (argument_list))) @report
 (#any-of? @_run "Run" "Wait" "Output" "CombinedOutput")
 (#type? @_command "os/exec.Command" "os/exec.CommandContext" "os/exec.Cmd")
 (#not-explained? @report))
