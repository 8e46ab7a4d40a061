((call_expression
   function: (scoped_identifier) @_new
   arguments: (arguments . (reference_expression value: (macro_invocation macro: (identifier) @_format) @pattern) .)) @report
 (#match? @_new "(^|::)(Regex|RegexBuilder)::new$")
 (#eq? @_format "format")
 (#match? @pattern "\\{(:\\?)?\\}.*, *[a-z_]\\w*|\\{[a-z_]\\w*\\}")
 (#not-match? @pattern "escape|pattern|regex|prefix|suffix|_re\\b|\\bre\\b"))
