((method_invocation
   object: (identifier) @_list
   name: (identifier) @_remove
   arguments: (argument_list . (identifier) @_index .)) @report
 (#eq? @_remove "remove")
 (#around? @report loop for_statement)
 (#around-match? @report loop "^for \\(int \\w+ = \\d+; \\w+ < \\w+\\.size\\(\\); (\\w+\\+\\+|\\+\\+\\w+)\\)")
 (#not-around-match? @report loop "--|-= 1|\\bbreak\\b|\\breturn\\b")
 (#type? @_index "int"))
