((impl_item
   type_parameters: (type_parameters) @_parameters
   trait: [(type_identifier) (scoped_type_identifier name: (type_identifier))] @trait
   type: (generic_type type: (_) @_type type_arguments: (_) @_arguments)) @report
 (#match? @trait "(^|::)(Send|Sync)$"))
