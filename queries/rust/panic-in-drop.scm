((call_expression
   function: (field_expression field: (field_identifier) @call)) @report
  (#any-of? @call "unwrap" "expect")
  (#has-ancestor? @report "impl_item"))
