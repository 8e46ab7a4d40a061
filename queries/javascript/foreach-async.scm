((call_expression
   function: (member_expression property: (property_identifier) @report)
   arguments: (arguments . [(arrow_function "async") (function_expression "async")] @_callback))
 (#eq? @report "forEach")
 (#has-descendant? @_callback await_expression))
