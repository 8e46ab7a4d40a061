((call_expression function: (_) @_free arguments: (argument_list . (identifier) @name .)) @report
 (#calls? @_free "free" "std::free" "realloc")
 (#declared? @name "^[\\w ]+ \\**\\w+\\[[^\\]]")
 (#bound-in? @name function)
 (#not-around-match? @report function "^[^{]*\\bfree\\b[^{]*\\{"))

((call_expression function: (_) @_free arguments: (argument_list . (pointer_expression operator: "&" argument: (identifier) @name) .)) @report
 (#calls? @_free "free" "std::free"))
