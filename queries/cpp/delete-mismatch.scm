((delete_expression (identifier) @name) @report
 (#not-match? @report "^(::)?\\s*delete\\s*\\[")
 (#value-match? @name "^(::)?new\\b[^({]*\\[")
 (#declared? @name "^[^*]*\\*\\s*\\w+$|auto")
 (#set! made "new[]"))

((delete_expression (identifier) @name) @report
 (#match? @report "^(::)?\\s*delete\\s*\\[")
 (#declared? @name "^[^*]*\\*\\s*\\w+$|auto")
 (#value-match? @name "^new\\s+[\\w:<>, ]+(\\([^\\[]*\\)|\\{[^\\[]*\\})?$")
 (#set! made "new"))
