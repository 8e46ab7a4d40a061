((call_expression
   function: [(identifier) @hook (member_expression property: (property_identifier) @hook)]
   arguments: (arguments . [(arrow_function "async") (function_expression "async")] @report))
 (#any-of? @hook "useEffect" "useLayoutEffect" "useInsertionEffect"))
