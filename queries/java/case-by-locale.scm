((method_invocation object: (_) name: (identifier) @report arguments: (argument_list) @_none)
 (#any-of? @report "toLowerCase" "toUpperCase")
 (#eq? @_none "()"))
