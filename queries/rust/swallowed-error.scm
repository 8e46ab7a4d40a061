; A comment in it, beside it or above it may say why. An arm for some errors says that the others were thought of.
((match_arm
   pattern: (match_pattern) @_error
   value: [(block . "{" . "}") (unit_expression)]) @report
  (#match? @_error "^Err\\(_?(e|err|error)?\\)$")
  (#not-match? @report "//|/\\*")
  (#not-explained? @report)
  (#not-any-sibling? @report "^Err\\("))

((if_expression
   condition: (let_condition pattern: (tuple_struct_pattern) @_error)
   consequence: (block . "{" . "}")
   !alternative) @report
  (#match? @_error "^Err\\(_?(e|err|error)?\\)$")
  (#not-match? @report "//|/\\*")
  (#not-explained? @report))
