((call function: (identifier) @_super arguments: (argument_list . (_) @named . (_))) @report
 (#eq? @_super "super"))
