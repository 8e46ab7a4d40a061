((match_arm
   pattern: (match_pattern) @_error
   value: [(block . "{" . "}") (unit_expression)]) @report
  (#match? @_error "^Err\\(_?(e|err|error)?\\)$")
  (#not-match? @report "//|/\\*"))

((if_expression
   condition: (let_condition pattern: (tuple_struct_pattern) @_error)
   consequence: (block . "{" . "}")
   !alternative) @report
  (#match? @_error "^Err\\(_?(e|err|error)?\\)$")
  (#not-match? @report "//|/\\*"))
