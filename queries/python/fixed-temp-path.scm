((call
   function: [(identifier) (attribute)] @_open
   arguments: (argument_list . (string) @path @report . (string) @_mode))
 (#match? @path "^[rR]?[\"'](/var)?/tmp/[^{%]*$")
 (#match? @_mode "^[\"'][wa]")
 (#names? @_open "open" "io.open"))
((call function: (attribute
   object: (call function: [(identifier) (attribute)] @_type arguments: (argument_list . (string) @path @report .))
   attribute: (identifier) @_write))
 (#any-of? @_write "write_text" "write_bytes")
 (#match? @path "^[rR]?[\"'](/var)?/tmp/[^{%]*$")
 (#calls? @_type "pathlib.Path" "Path"))
