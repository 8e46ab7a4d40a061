((call_expression function: (identifier) @_copy arguments: (argument_list . (identifier) @target . (_) .)) @report
 (#eq? @_copy "copy")
 (#value-match? @target "^make\\(\\[\\][\\w.*]+, 0(, .*)?\\)$|^\\[\\][\\w.*]+\\{\\}$")
 (#fresh? @target))
