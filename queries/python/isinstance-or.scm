((call function: [(identifier) (attribute)] @_name
       arguments: (argument_list . (_) . (boolean_operator left: [(identifier) (attribute)] operator: "or") @types)) @report
 (#names? @_name "isinstance" "issubclass"))
