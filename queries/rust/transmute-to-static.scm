; Quiet where a comment says why the borrow lives long enough. The types are named in the call.
((generic_function
   function: [(identifier) (scoped_identifier)] @_transmute
   type_arguments: (type_arguments . (_) @_from . (_) @_to)) @report
 (#match? @_to "'static")
 (#not-match? @_from "'static")
 (#names? @_transmute "std::mem::transmute" "std::intrinsics::transmute")
 (#not-explained? @report "(?i)safety| safe |is safe|sound|lifetime|outlive"))

; Or by the variable it goes to.
((let_declaration
   type: (_) @_to
   value: (unsafe_block (block . (call_expression function: [(identifier) (scoped_identifier)] @_transmute @report))))
 (#match? @_to "'static")
 (#names? @_transmute "std::mem::transmute" "std::intrinsics::transmute")
 (#not-explained? @report "(?i)safety| safe |is safe|sound|lifetime|outlive"))
