((call_expression
   function: (field_expression
     value: (call_expression function: (scoped_identifier name: (identifier) @_uninit) @_path)
     field: (field_identifier) @_assume)) @report @call
 (#any-of? @_uninit "uninit" "uninit_array")
 (#match? @_path "MaybeUninit\\b")
 (#eq? @_assume "assume_init"))

((call_expression
   function: [
     (scoped_identifier name: (identifier) @_name)
     (generic_function function: (scoped_identifier name: (identifier) @_name))
   ] @_path
   arguments: (arguments . ")")) @report @call
 (#eq? @_name "uninitialized")
 (#match? @_path "\\bmem::uninitialized"))
