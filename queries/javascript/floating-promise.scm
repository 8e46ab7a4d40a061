((expression_statement . (call_expression
   function: [(identifier) @name (member_expression object: (this) property: (property_identifier) @name)]) @report .)
 (#signature-match? @report "^\\s*(export\\s+)?(static\\s+)?async\\b")
 (#inside? @report async)
 (#not-explained? @report))
