((expression_statement (call_expression function: (field_expression argument: (identifier) field: (field_identifier) @call) arguments: (argument_list) @_none)) @report
 (#eq? @call "empty")
 (#match? @_none "^\\(\\s*\\)$")
 (#set! result "whether it is empty; `clear` was meant"))

((expression_statement (call_expression function: (_) @call arguments: (argument_list (_) (_)))) @report
 (#calls? @call "std::remove" "std::remove_if" "std::unique")
 (#set! result "the new end, and `erase` has to cut off what is behind"))

((expression_statement (call_expression function: (_) @call)) @report
 (#calls? @call "std::async")
 (#set! result "a future that waits at once, so that nothing runs at the same time"))

((expression_statement (call_expression function: (field_expression argument: (identifier) field: (field_identifier) @call) arguments: (argument_list . (_) . (_)? .))) @report
 (#eq? @call "substr")
 (#set! result "a new string, and leaves this one as it is"))

((expression_statement (call_expression function: (field_expression argument: (_) @_owner field: (field_identifier) @call) arguments: (argument_list) @_none)) @report
 (#eq? @call "release")
 (#declared? @_owner "^(const )?(std::)?unique_ptr<[^,]*> \\w+$")
 (#match? @_none "^\\(\\s*\\)$")
 (#set! result "the pointer, which nobody deletes now; `reset` was meant"))
