((return_statement (call_expression function: (field_expression argument: (identifier) @name field: (field_identifier) @_text))) @report
 (#any-of? @_text "c_str" "data")
 (#declared? @name "^(const )?(std::)?(w?string|vector<[^&*]*>|ostringstream|stringstream) \\w+$")
 (#bound-in? @name function)
 (#around-match? @report function "^[^{(]*(\\*|_view|span)"))

((return_statement (identifier) @name) @report
 (#declared? @name "^(const )?(std::)?(w?string|vector<[^&*]*>|map<[^&*]*>|set<[^&*]*>|unordered_\\w+<[^&*]*>) \\w+$")
 (#bound-in? @name function)
 (#around-match? @report function "^[^{(]*(&[^&(]*\\(|string_view [\\w:]+\\()")
)
