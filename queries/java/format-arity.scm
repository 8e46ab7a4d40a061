((method_invocation
   object: (_) @_object
   name: (identifier) @_format
   arguments: (argument_list . [(string_literal) (binary_expression)] @format) @values) @report
 (#eq? @_format "format")
 (#eq? @_object "String"))
((method_invocation
   object: (_) @_object
   name: (identifier) @_format
   arguments: (argument_list . [(string_literal) (binary_expression)] @format) @values) @report
 (#any-of? @_format "printf" "format")
 (#any-of? @_object "System.out" "System.err"))
((method_invocation
   object: (string_literal) @format
   name: (identifier) @_format
   arguments: (argument_list) @values) @report
 (#eq? @_format "formatted"))
