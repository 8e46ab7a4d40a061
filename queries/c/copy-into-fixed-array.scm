((call_expression function: (_) @call arguments: (argument_list . (identifier) @target . (_) @_source .)) @report
 (#calls? @call "strcpy" "std::strcpy" "strcat" "std::strcat")
 (#declared? @target "^(static )?(unsigned )?char \\w+\\[[^\\]]")
 (#bound-in? @target function)
 (#kind-eq? @_source identifier field_expression subscript_expression call_expression)
 (#not-match? @_source "^[A-Z_0-9]+(\\(|$)|strerror")
 (#not-value-match? @_source "^\"")
 (#not-around-match? @report function "strlen\\s*\\("))
