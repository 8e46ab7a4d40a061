((assignment_expression left: (identifier) @name right: (call_expression function: (_) @call)) @report
 (#calls? @call "getc" "fgetc" "getchar" "std::getc" "std::fgetc" "std::getchar")
 (#declared? @name "^(static |register |signed |unsigned )*(char|uint8_t|int8_t) \\w+$")
 (#around-match? @report function "\\bEOF\\b"))
