((short_var_declaration
   left: (expression_list . (_) . (identifier) @report .)
   right: (expression_list . (call_expression function: (_) @call) .))
 (#eq? @report "_")
 (#names? @call "context.WithCancel" "context.WithTimeout" "context.WithDeadline" "context.WithCancelCause" "os/signal.NotifyContext"))
((assignment_statement
   left: (expression_list . (_) . (identifier) @report .)
   right: (expression_list . (call_expression function: (_) @call) .))
 (#eq? @report "_")
 (#names? @call "context.WithCancel" "context.WithTimeout" "context.WithDeadline" "context.WithCancelCause" "os/signal.NotifyContext"))
