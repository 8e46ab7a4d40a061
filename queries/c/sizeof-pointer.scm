((call_expression
   function: (_) @_call
   arguments: (argument_list . (_) @_target (sizeof_expression value: [(identifier) @pointer (parenthesized_expression (identifier) @pointer)]) @report .))
 (#calls? @_call "memset" "memcpy" "memmove" "strncpy" "snprintf" "strlcpy" "fgets" "std::memset" "std::memcpy" "bzero")
 (#same? @pointer @_target)
 (#not-match? @_target "^&")
 (#declared? @pointer "^[^\\[(*]*\\*[^\\[(*]*$"))

((call_expression
   function: (_) @_call
   arguments: (argument_list . (identifier) @_target . (sizeof_expression value: (parenthesized_expression (identifier) @pointer)) @report))
 (#calls? @_call "snprintf" "fgets" "strlcpy" "bzero" "std::snprintf")
 (#same? @pointer @_target)
 (#declared? @pointer "^[^\\[(*]*\\*[^\\[(*]*$"))

((init_declarator
   declarator: (pointer_declarator declarator: (identifier) @_name)
   value: [
     (call_expression function: (identifier) @_call arguments: (argument_list (sizeof_expression value: (parenthesized_expression (identifier) @pointer)) @report))
     (cast_expression value: (call_expression function: (identifier) @_call arguments: (argument_list (sizeof_expression value: (parenthesized_expression (identifier) @pointer)) @report)))
   ])
 (#match? @_call "^x?(malloc|calloc)$")
 (#same? @pointer @_name))
