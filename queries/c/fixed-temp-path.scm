((call_expression function: (_) @_open arguments: (argument_list . (string_literal) @path . (_) @_mode)) @report
 (#calls? @_open "fopen" "open" "creat" "std::fopen" "freopen")
 (#match? @path "^\"/(tmp|var/tmp)/")
 (#not-match? @path "X{6}")
 (#match? @_mode "^\"[wa]|O_CREAT")
 (#not-match? @_mode "O_EXCL|x\"$"))

((call_expression function: (_) @_make arguments: (argument_list . (string_literal) @path)) @report
 (#calls? @_make "mkdir" "mkfifo")
 (#match? @path "^\"/(tmp|var/tmp)/"))
