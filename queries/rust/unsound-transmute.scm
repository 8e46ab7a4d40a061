((generic_function
   function: [(identifier) (scoped_identifier name: (identifier))] @_transmute
   type_arguments: (type_arguments . (_) @from . (_) @to)) @report
 (#match? @_transmute "(^|::)transmute$"))
