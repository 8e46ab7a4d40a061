; The body is empty, or prints without anything in it that could fail.
((attribute_item (attribute . [(identifier) (scoped_identifier)] @_test .))
 . (attribute_item)*
 . (function_item name: (identifier) @name @report body: (block) @_body)
 (#match? @_test "^(\\w+::)*test$")
 (#match? @_body "^\\{\\s*\\}$"))

((attribute_item (attribute . [(identifier) (scoped_identifier)] @_test .))
 . (attribute_item)*
 . (function_item name: (identifier) @name @report body: (block) @_body)
 (#match? @_test "^(\\w+::)*test$")
 (#match? @_body "println!\\(")
 (#not-match? @_body "(?i)assert|expect|unwrap|panic|check|verify|snapshot|ensure|(^|[^:#])\\?|test|\\[|compile|must|should|unreachable|exit|run|validate"))
