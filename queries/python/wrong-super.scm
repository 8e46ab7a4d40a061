((call function: (identifier) @_super arguments: (argument_list . (_) @named . (identifier) @_self)) @report
 (#eq? @_super "super") (#any-of? @_self "self" "cls") (#names? @_super "super"))
