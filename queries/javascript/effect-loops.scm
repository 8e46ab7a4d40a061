((call_expression
   function: [(identifier) @_hook (member_expression property: (property_identifier) @_hook)]
   arguments: (arguments . (arrow_function body: (statement_block (expression_statement (call_expression function: (identifier) @setter arguments: (arguments . [(binary_expression) (object) (array) (call_expression) (new_expression)])) @report))) .))
 (#any-of? @_hook "useEffect" "useLayoutEffect")
 (#value-match? @setter "useState")
 (#file-match? "react"))
