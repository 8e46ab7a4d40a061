((member_expression
   object: (call_expression
     function: (member_expression property: (property_identifier) @_find)
     arguments: (arguments . [(arrow_function) (function_expression)])) @call
   property: (property_identifier)) @report
 (#any-of? @_find "find" "findLast")
 (#not-match? @report "\\?\\.\\s*\\w+$"))
