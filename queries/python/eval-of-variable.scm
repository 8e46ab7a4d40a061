((call function: (identifier) @_name arguments: (argument_list . (_) @data @report .))
 (#eq? @_name "eval"))
