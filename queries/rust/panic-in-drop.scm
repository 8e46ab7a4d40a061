((call_expression
   function: (field_expression field: (field_identifier) @call)) @report
  (#any-of? @call "unwrap" "expect")
  (#has-ancestor? @report "impl_item"))

((macro_invocation macro: (identifier) @call) @report
  (#any-of? @call "panic" "assert" "assert_eq" "assert_ne" "unreachable" "todo" "unimplemented")
  (#has-ancestor? @report "impl_item"))
