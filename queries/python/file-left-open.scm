((attribute object: (call function: (identifier) @_open) @report attribute: (identifier) @_method)
 (#eq? @_open "open")
 (#any-of? @_method "read" "readline" "readlines" "write" "writelines"))
((call
   function: (attribute object: (identifier) @_module)
   arguments: (argument_list (call function: (identifier) @_open) @report))
 (#eq? @_open "open")
 (#any-of? @_module "json" "pickle" "yaml" "csv" "toml" "tomllib" "marshal"))
([
   (for_statement right: (call function: (identifier) @_open) @report)
   (for_in_clause right: (call function: (identifier) @_open) @report)
 ]
 (#eq? @_open "open"))
((assignment left: (identifier) @name right: (call function: (identifier) @_open) @report)
 (#eq? @_open "open"))
