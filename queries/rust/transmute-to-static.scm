; The types are named in the call.
((generic_function
   function: [(identifier) (scoped_identifier name: (identifier))] @_transmute
   type_arguments: (type_arguments . (_) @_from . (_) @_to)) @report
 (#match? @_transmute "(^|::)transmute$")
 (#match? @_to "'static")
 (#not-match? @_from "'static"))

; Or by the variable it goes to.
((let_declaration
   type: (_) @_to
   value: (unsafe_block (block . (call_expression function: [(identifier) (scoped_identifier)] @_transmute @report))))
 (#match? @_transmute "(^|::)transmute$")
 (#match? @_to "'static"))
