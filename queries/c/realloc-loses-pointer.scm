((assignment_expression
   left: (_) @pointer
   right: [
     (call_expression function: (_) @_realloc arguments: (argument_list . (_) @_old))
     (cast_expression value: (call_expression function: (_) @_realloc arguments: (argument_list . (_) @_old)))
   ]) @report
 (#calls? @_realloc "realloc" "std::realloc" "reallocarray")
 (#same? @_old @pointer)
 (#not-around-match? @report function "\\b(abort|exit|_exit|oom\\w*|die|fatal\\w*|panic|err)\\s*\\(|assert\\w*\\s*\\("))
