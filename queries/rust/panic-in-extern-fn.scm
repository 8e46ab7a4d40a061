; The check looks for the function around it.
((call_expression function: (field_expression field: (field_identifier) @call @report))
 (#any-of? @call "unwrap" "expect")
 (#has-ancestor? @report function_item))

((macro_invocation macro: (identifier) @call @report)
 (#eq? @call "panic")
 (#has-ancestor? @report function_item))
