((call_expression
   function: (field_expression field: (field_identifier) @_method @report)
   arguments: (arguments . (boolean_literal) @_true . ")")) @_create
  (#eq? @_method "create")
  (#eq? @_true "true"))
