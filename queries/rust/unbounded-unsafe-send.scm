((impl_item
   "unsafe"
   type_parameters: (type_parameters) @_parameters
   trait: [(type_identifier) (scoped_type_identifier)] @trait
   type: (generic_type type: (_) @_type type_arguments: (_) @_arguments)) @report
 (#names? @trait "std::marker::Send" "std::marker::Sync")
 (#not-explained? @trait "(?i)safety| safe |is safe|sound|lifetime|outlive|send/sync"))
