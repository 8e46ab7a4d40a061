((call_expression
   function: (member_expression property: (property_identifier) @_map)
   arguments: (arguments . (identifier) @report .))
 (#any-of? @_map "map" "flatMap")
 (#names? @report "parseInt"))
((call_expression
   function: (member_expression property: (property_identifier) @_map)
   arguments: (arguments . (member_expression) @report .))
 (#any-of? @_map "map" "flatMap")
 (#names? @report "Number.parseInt"))
