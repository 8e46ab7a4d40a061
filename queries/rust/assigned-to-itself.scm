((assignment_expression
   left: [(identifier) (field_expression) (index_expression)] @place
   right: (_) @_value) @report
  (#eq? @place @_value)
  (#not-match? @place "\\("))
