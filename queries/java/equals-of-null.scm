((method_invocation
   object: (_) @object
   name: (identifier) @_equals
   arguments: (argument_list . (null_literal) .)) @report
 (#eq? @_equals "equals"))
