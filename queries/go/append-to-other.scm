((assignment_statement
   left: (expression_list . (selector_expression operand: (_) @_owner field: (field_identifier) @_field) @left .)
   operator: "="
   right: (expression_list . (call_expression
     function: (identifier) @_append
     arguments: (argument_list . (selector_expression operand: (_) @_other field: (field_identifier) @_source) @source . (_) @_value .)) .)) @report
 (#eq? @_append "append")
 (#same? @_owner @_other)
 (#not-eq? @_field @_source)
 (#not-kind-eq? @_value variadic_argument))
