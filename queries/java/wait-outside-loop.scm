((if_statement consequence: (block (expression_statement (method_invocation
   name: (identifier) @_wait
   arguments: (argument_list)) @report)))
 (#eq? @_wait "wait")
 (#match? @report "^((this|\\w*(lock|Lock|LOCK|monitor|mutex)\\w*)\\.)?wait\\(\\d*\\)$")
 (#not-within? @report loop))
((if_statement consequence: (expression_statement (method_invocation
   name: (identifier) @_wait
   arguments: (argument_list)) @report))
 (#eq? @_wait "wait")
 (#match? @report "^((this|\\w*(lock|Lock|LOCK|monitor|mutex)\\w*)\\.)?wait\\(\\d*\\)$")
 (#not-within? @report loop))
