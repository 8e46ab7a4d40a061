((call_expression
   function: (field_expression field: (field_identifier) @call) @report)
  (#eq? @call "block_on")
  (#inside? @report async))

((call_expression function: (scoped_identifier name: (identifier) @call)) @report
  (#eq? @call "block_on")
  (#inside? @report async))
