((call_expression
   function: (field_expression field: (field_identifier) @_method)
   arguments: (arguments . ")")) @report
  (#any-of? @_method "borrow" "borrow_mut"))
