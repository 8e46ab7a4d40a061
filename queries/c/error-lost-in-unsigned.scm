((declaration
   type: (_) @type
   declarator: (init_declarator declarator: (identifier) @name value: (call_expression function: (_) @call) @report))
 (#match? @type "^(size_t|std::size_t|uint(16|32|64)_t|unsigned( (int|long|long long))?)$")
 (#calls? @call "read" "write" "recv" "send" "pread" "pwrite" "readlink" "recvfrom" "sendto" "recvmsg" "sendmsg" "getline"))
