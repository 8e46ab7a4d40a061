((call_expression
   function: (scoped_identifier) @_new
   arguments: (arguments . (reference_expression value: (macro_invocation macro: [(identifier) (scoped_identifier)] @_format) @pattern) .)) @report
 (#match? @pattern "\\{(:\\?)?\\}.*, *[a-z_]\\w*|\\{[a-z_]\\w*\\}")
 (#not-match? @pattern "escape|pattern|regex|prefix|suffix|_re\\b|\\bre\\b")
 (#name-match? @_new "(^|::)Regex(Builder)?::new$")
 (#not-name-match? @_new "^self::")
 (#names? @_format "std::format")
 (#not-around-match? @report function "escape"))
