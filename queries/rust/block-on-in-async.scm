((call_expression
   function: (field_expression field: (field_identifier) @call) @report)
  (#eq? @call "block_on")
  (#inside? @report async))

((call_expression function: [(identifier) @call (scoped_identifier name: (identifier) @call)] @_function) @report
  (#names? @_function "*::block_on")
  (#not-name-match? @_function "^self::")
  (#inside? @report async))
