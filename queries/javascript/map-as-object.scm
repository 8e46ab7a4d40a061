((call_expression
   function: (member_expression object: (identifier) @_object property: (property_identifier) @_keys)
   arguments: (arguments . (identifier) @map .)) @report
 (#eq? @_object "Object")
 (#any-of? @_keys "keys" "values" "entries")
 (#type? @map "Map" "Set"))
((call_expression
   function: (member_expression object: (identifier) @_json property: (property_identifier) @_text)
   arguments: (arguments . (identifier) @map)) @report
 (#eq? @_json "JSON")
 (#eq? @_text "stringify")
 (#type? @map "Map" "Set"))
