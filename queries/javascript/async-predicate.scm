((call_expression
   function: (member_expression property: (property_identifier) @method)
   arguments: (arguments . [(arrow_function "async") (function_expression "async")] @report))
 (#any-of? @method "filter" "some" "every" "find" "findIndex" "findLast" "sort" "toSorted"))
