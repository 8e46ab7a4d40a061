((call_expression
   function: (member_expression object: (identifier) @pattern property: (property_identifier) @_test)) @report
 (#eq? @_test "test")
 (#value-match? @pattern "(?m)^/.+/[a-z]*g[a-z]*$")
 (#not-bound-in? @pattern function)
 (#within? @report branch)
 (#not-file-match? "lastIndex"))
