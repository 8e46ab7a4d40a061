((call_expression
   function: (field_expression field: (field_identifier) @method)
   arguments: (arguments . (integer_literal) @_zero . ")")) @report
  (#match? @method "^(step_by|r?chunks(_exact)?(_mut)?|windows)$")
  (#eq? @_zero "0"))
