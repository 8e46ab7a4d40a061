((attribute object: (call function: [(identifier) (attribute)] @_open) @report attribute: (identifier) @_method)
 (#any-of? @_method "read" "readline" "readlines" "write" "writelines")
 (#names? @_open "open" "io.open"))
((call
   function: [(identifier) (attribute)] @_load
   arguments: (argument_list (call function: [(identifier) (attribute)] @_open) @report))
 (#names? @_open "open" "io.open")
 (#known-as? @_load "(^|\\.)(json|c?[pP]ickle|yaml|csv|toml|tomllib|marshal)\\.\\w+$"))
([
   (for_statement right: (call function: [(identifier) (attribute)] @_open) @report)
   (for_in_clause right: (call function: [(identifier) (attribute)] @_open) @report)
 ]
 (#names? @_open "open" "io.open"))
((assignment left: (identifier) @name right: (call function: [(identifier) (attribute)] @_open) @report)
 (#names? @_open "open" "io.open"))
