((call_expression function: (_) @_chmod arguments: (argument_list (number_literal) @mode .)) @report
 (#calls? @_chmod "chmod" "fchmod")
 (#match? @mode "^0[0-7]?[0-7][0-7][2367]$")
 (#not-match? @mode "^01"))

((call_expression function: (_) @_umask arguments: (argument_list . (number_literal) @mode .)) @report
 (#calls? @_umask "umask")
 (#match? @mode "^0+$")
 (#not-has-parent? @report assignment_expression init_declarator))
