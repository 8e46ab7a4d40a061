; Where the loop is left behind it in any case, there is one round.
((defer_statement (call_expression function: (_) @call)) @report
 (#match? @call "\\.(Close|Unlock|RUnlock|Stop|Release|Rollback)$|^cancel\\w*$")
 (#inside? @report loop)
 (#not-any-sibling? @report "^(return|break)\\b")
 (#not-symbol-match? @report "^main$"))
