((subscript_expression
   object: (call_expression
     function: (member_expression property: (property_identifier) @_find)
     arguments: (arguments . [(regex) (identifier) (member_expression)] @_pattern .)) @call
   index: (_)) @report
 (#any-of? @_find "match" "exec")
 (#not-match? @_pattern "^/\\^?\\(?(\\\\?[\\w.]|\\[[^\\]]*\\])\\*\\)?\\$?/")
 (#not-match? @report "\\?\\.|!")
 (#not-guarded? @report "match|test\\(|exec|startsWith"))
((member_expression
   object: (call_expression
     function: (member_expression property: (property_identifier) @_find)
     arguments: (arguments . [(regex) (identifier) (member_expression)] @_pattern .)) @call
   property: (property_identifier) @_member) @report
 (#any-of? @_find "match" "exec")
 (#any-of? @_member "index" "groups" "length" "slice" "map" "forEach" "filter" "join" "pop" "shift")
 (#not-match? @_pattern "^/\\^?\\(?(\\\\?[\\w.]|\\[[^\\]]*\\])\\*\\)?\\$?/")
 (#not-match? @report "\\?\\.|!")
 (#not-guarded? @report "match|test\\(|exec|startsWith"))
