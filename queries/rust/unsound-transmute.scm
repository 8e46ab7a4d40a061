((generic_function
   function: [(identifier) (scoped_identifier)] @_transmute
   type_arguments: (type_arguments . (_) @from . (_) @to)) @report
 (#names? @_transmute "std::mem::transmute" "std::intrinsics::transmute"))
