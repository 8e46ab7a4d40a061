((catch_clause parameters: (parameter_list) @_what body: (compound_statement) @_body) @report
 (#match? @_body "^\\{\\s*\\}$")
 (#match? @_what "^\\(\\s*(\\.\\.\\.|(const\\s+)?std::exception\\s*(const\\s*)?&?\\s*\\w*)\\s*\\)$")
 (#not-explained? @report)
 (#not-symbol-match? @report "~|(?i)destr|close|cleanup|shutdown"))
