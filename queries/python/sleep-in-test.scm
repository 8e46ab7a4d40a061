((call
   function: (attribute object: (identifier) @_module attribute: (identifier) @_name)
   arguments: (argument_list . [(integer) (float)] @_seconds .)) @report
 (#any-of? @_module "time" "asyncio")
 (#eq? @_name "sleep")
 (#match? @_seconds "^[1-9]"))
