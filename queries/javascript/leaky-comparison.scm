((binary_expression left: (_) @secret operator: ["===" "!==" "==" "!="] right: (_) @_right) @report
 (#not-fixed? @secret)
 (#not-fixed? @_right)
 (#value-match? @secret "(?s)createHmac\\(.*\\.digest\\("))
((binary_expression left: (_) @_left operator: ["===" "!==" "==" "!="] right: (_) @secret) @report
 (#not-fixed? @secret)
 (#not-fixed? @_left)
 (#value-match? @secret "(?s)createHmac\\(.*\\.digest\\("))
