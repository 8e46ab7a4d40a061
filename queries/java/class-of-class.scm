((method_invocation
   object: [(identifier) (field_access)] @type
   name: (identifier) @_get
   arguments: (argument_list) @_none) @report
 (#eq? @_get "getClass")
 (#eq? @_none "()")
 (#type? @type "Class"))
