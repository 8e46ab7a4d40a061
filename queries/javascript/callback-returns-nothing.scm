((call_expression
   function: (member_expression property: (property_identifier) @method)
   arguments: (arguments . (arrow_function body: (statement_block . (_)) @_body) @report))
 (#any-of? @method "filter" "some" "every" "findIndex" "flatMap" "reduce" "toSorted")
 (#not-has-descendant? @_body return_statement throw_statement))
((call_expression
   function: (member_expression property: (property_identifier) @method)
   arguments: (arguments . (function_expression body: (statement_block . (_)) @_body) @report))
 (#any-of? @method "filter" "some" "every" "findIndex" "flatMap" "reduce" "toSorted")
 (#not-has-descendant? @_body return_statement throw_statement))
((variable_declarator value: (call_expression
   function: (member_expression property: (property_identifier) @method)
   arguments: (arguments . (arrow_function body: (statement_block . (_)) @_body) @report .)))
 (#eq? @method "map")
 (#not-has-descendant? @_body return_statement throw_statement))
