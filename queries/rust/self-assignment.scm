((assignment_expression
   left: [(identifier) (field_expression) (index_expression)] @left
   right: (_) @_value) @report
  (#eq? @left @_value)
  (#not-match? @left "\\("))
