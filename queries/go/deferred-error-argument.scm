((defer_statement (call_expression function: (_) @call arguments: (argument_list (identifier) @error))) @report
 (#match? @error "^(err|retErr|rerr)$")
 (#returns? @report "\\b(err|retErr|rerr) error\\b")
 (#not-kind-eq? @call func_literal)
 (#not-uses-match? @error above "_ =|&_"))
