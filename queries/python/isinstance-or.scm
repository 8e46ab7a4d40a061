((call function: (identifier) @_name
       arguments: (argument_list . (_) . (boolean_operator left: [(identifier) (attribute)] operator: "or") @types)) @report
 (#any-of? @_name "isinstance" "issubclass"))
