((call_expression
   function: (member_expression property: (property_identifier) @method)
   arguments: (arguments . (function_expression body: (_) @_body) @report .))
 (#any-of? @method "forEach" "map" "filter" "some" "every" "find" "findIndex" "reduce" "then" "catch" "finally")
 (#has-descendant? @_body this)
 (#not-has-descendant? @_body function_expression class method_definition)
 (#has-ancestor? @report class_body))
((call_expression
   function: (identifier) @method
   arguments: (arguments . (function_expression body: (_) @_body) @report))
 (#any-of? @method "setTimeout" "setInterval" "setImmediate" "requestAnimationFrame")
 (#has-descendant? @_body this)
 (#not-has-descendant? @_body function_expression class method_definition)
 (#has-ancestor? @report class_body))
