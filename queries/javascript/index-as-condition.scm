((if_statement condition: (parenthesized_expression . (call_expression function: (member_expression property: (property_identifier) @_find)) @report .))
 (#any-of? @_find "indexOf" "lastIndexOf" "findIndex" "findLastIndex"))
((ternary_expression condition: (call_expression function: (member_expression property: (property_identifier) @_find)) @report)
 (#any-of? @_find "indexOf" "lastIndexOf" "findIndex" "findLastIndex"))
