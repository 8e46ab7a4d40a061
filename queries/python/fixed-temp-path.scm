((call
   function: (identifier) @_open
   arguments: (argument_list . (string) @path @report . (string) @_mode))
 (#eq? @_open "open")
 (#match? @path "^[rR]?[\"'](/var)?/tmp/[^{%]*$")
 (#match? @_mode "^[\"'][wa]"))
((call function: (attribute
   object: (call function: (_) @_type arguments: (argument_list . (string) @path @report .))
   attribute: (identifier) @_write))
 (#match? @_type "^(pathlib\\.)?Path$")
 (#match? @path "^[rR]?[\"'](/var)?/tmp/[^{%]*$")
 (#any-of? @_write "write_text" "write_bytes"))
