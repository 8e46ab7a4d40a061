((call_expression
   function: (_) @_copy
   arguments: (argument_list . (identifier) @target . (_) @_source . (sizeof_expression value: [(identifier) @_same (parenthesized_expression (identifier) @_same)]) .)) @report
 (#calls? @_copy "strncpy" "std::strncpy")
 (#same? @_same @target)
 (#not-match? @_source "^\"")
 (#declared? @target "^(const )?char [^*]*\\[")
 (#not-uses-match? @target "\\[\\]")
 (#not-uses-match? @target "(memcmp|strncmp|write|fwrite|send)"))
