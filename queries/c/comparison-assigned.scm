((assignment_expression
   left: (_) @name
   operator: "="
   right: (binary_expression
     left: (call_expression function: (_) @call)
     operator: ["<" "==" "!=" ">" "<=" ">="]
     right: [(number_literal) (null) (identifier)] @_limit)) @report
 (#calls? @call
   "open" "socket" "accept" "fork" "read" "recv" "write" "send" "malloc" "calloc" "fopen" "opendir" "dup" "creat" "getchar"
   "fgetc" "getc" "strdup" "popen" "mmap" "epoll_create" "epoll_create1" "kqueue" "openat" "strchr" "strstr" "strrchr" "fgets")
 (#match? @_limit "^(-?[01]|NULL|nullptr|EOF|MAP_FAILED|INVALID_SOCKET)$")
 (#has-ancestor? @report if_statement while_statement)
 (#not-declared? @name "^(const )?_?[bB]ool"))
