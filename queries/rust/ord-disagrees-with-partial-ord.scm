((impl_item
   trait: [(type_identifier) @trait (scoped_type_identifier name: (type_identifier) @trait)] @report
   type: (type_identifier) @type) @_impl
  (#any-of? @trait "Ord" "PartialOrd"))
