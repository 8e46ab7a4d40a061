((macro_invocation
   macro: (identifier) @_print
   (token_tree . (string_literal) @_text)) @report
 (#any-of? @_print "println" "eprintln" "print")
 (#match? @_text "(?i)^\"(debug:? *)?[*=>#! ]*([a-z_][\\w.]*\\s*(=|:|->)?\\s*)?\\{[a-z_]*:#?\\?\\}[.!]?\"$|^\"[*=># ]*(here|got here|debug|asdf|foo|xxx+|reached|test)\\s*\\d*[!. ]*\"$")
 (#not-match? @_text "(?i)error|warn|fail")
 (#not-has-ancestor? @report macro_definition))
