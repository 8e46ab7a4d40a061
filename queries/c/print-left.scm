((call_expression function: (_) @_print arguments: (argument_list . (_)? . (string_literal) @_text)) @report
 (#match? @_text "(?i)^\"(debug\\b[^\"]*|[*=>#! -]*(here|got here|xxx+|asdf|foo|!!+|reached)\\s*\\d*[!. ]*(\\\\n)?)\"$")
 (#calls? @_print "printf" "puts" "fprintf" "std::printf" "std::fprintf")
 (#not-guarded? @report "(?i)verbos|debug|trace|log|print|dump|show")
 (#not-symbol-match? @report "(?i)(print|dump|show|debug|display|usage|help|trace|log)[^.]*$")
 (#not-path-match? "(^|/)(examples?|tools?|bin|scripts|docs|demos?|samples?)/"))
