((call_expression
   function: (member_expression property: (property_identifier) @_map)
   arguments: (arguments . (arrow_function
     parameters: (formal_parameters . (_) . (required_parameter pattern: (identifier) @index))
     body: [
       (jsx_element open_tag: (jsx_opening_element attribute: (jsx_attribute (property_identifier) @_key (jsx_expression . (identifier) @_used .)) @report))
       (jsx_self_closing_element attribute: (jsx_attribute (property_identifier) @_key (jsx_expression . (identifier) @_used .)) @report)
       (parenthesized_expression . (jsx_element open_tag: (jsx_opening_element attribute: (jsx_attribute (property_identifier) @_key (jsx_expression . (identifier) @_used .)) @report)) .)
       (parenthesized_expression . (jsx_self_closing_element attribute: (jsx_attribute (property_identifier) @_key (jsx_expression . (identifier) @_used .)) @report) .)
     ])))
 (#eq? @_map "map")
 (#eq? @_key "key")
 (#same? @index @_used)
 (#file-match? "\\.(sort|reverse|splice|unshift|filter)\\(|toSorted|onRemove|onDelete"))
