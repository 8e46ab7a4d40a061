((call_expression
   function: (member_expression object: (_) @list property: (property_identifier) @_fill)
   arguments: (arguments . [(array) (object)] @inner .)) @report
 (#eq? @_fill "fill")
 (#match? @list "^(new\\s+)?Array\\("))
((call_expression
   function: (member_expression object: (_) @list property: (property_identifier) @_fill)
   arguments: (arguments . (new_expression constructor: (identifier) @_type) @inner .)) @report
 (#eq? @_fill "fill")
 (#any-of? @_type "Array" "Map" "Set" "Object")
 (#match? @list "^(new\\s+)?Array\\("))
