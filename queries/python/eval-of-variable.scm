((call function: [(identifier) (attribute)] @_name arguments: (argument_list . (_) @data @_part @report .))
 (#names? @_name "eval")
 (#part? @_part code)
 (#not-tainted? @data eval))
