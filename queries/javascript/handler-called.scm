((jsx_attribute (property_identifier) @_event (jsx_expression . (call_expression function: (identifier) @setter) @report .))
 (#match? @_event "^on[A-Z]")
 (#value-match? @setter "useState|useReducer"))
