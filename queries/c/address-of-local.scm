((return_statement (identifier) @name) @report
 (#declared? @name "^[\\w ]+ \\w+\\[")
 (#not-declared? @name "\\b(static|thread_local|_Thread_local|extern|constexpr)\\b")
 (#bound-in? @name function)
 (#around-match? @report function "^[^{]*\\*[^{(]*\\("))

((return_statement (pointer_expression operator: "&" argument: (identifier) @name)) @report
 (#declared? @name "^[\\w ]+ \\w+$")
 (#not-declared? @name "\\b(static|thread_local|_Thread_local|extern|constexpr)\\b|&")
 (#bound-in? @name function))
