((call_expression
   function: (field_expression value: (self) field: (field_identifier) @call)) @report
  (#eq? @call "to_string")
  (#has-ancestor? @report "impl_item"))

((macro_invocation macro: (identifier) @call) @report
  (#any-of? @call "write" "writeln" "format")
  (#match? @report "\\bself\\b")
  (#has-ancestor? @report "impl_item"))
