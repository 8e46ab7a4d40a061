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
; It is only read or written in the rest of the function, or gone through.
((assignment left: (identifier) @_file right: (call function: [(identifier) (attribute)] @_open) @report)
 (#names? @_open "open" "io.open")
 (#inside? @report function)
 (#uses-match? @_file "^(?:(?:\\.(?:read|readline|readlines|write|writelines|seek|tell)\\(\\)|for _|(?:.*\\.)?(?:(?:simple)?json|c?[pP]ickle|yaml|csv|toml|tomllib|marshal)\\.\\w+\\(_\\))\n)+$"))
