((call function: [(identifier) (attribute)] @_name arguments: (argument_list . (_) @source @report))
 (#names? @_name "eval" "exec")
 (#tainted? @source eval))
