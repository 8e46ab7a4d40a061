((if_statement
   condition: (binary_expression left: (_) @_error operator: "!=" right: (nil))
   consequence: (block . "{" . "}")
   !alternative) @report
 (#match? @_error "(?i)(^|\\.)\\w*err(or)?\\d*$")
 (#not-match? @report "//|/\\*")
 (#not-explained? @report))
