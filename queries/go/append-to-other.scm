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
; Two variables, each of which grows elsewhere in the function.
((assignment_statement
   left: (expression_list . (identifier) @left .)
   operator: "="
   right: (expression_list . (call_expression
     function: (identifier) @_append
     arguments: (argument_list . (identifier) @source . (_) @_value .)) .)) @report
 (#eq? @_append "append")
 (#not-eq? @left @source)
 (#not-kind-eq? @_value variadic_argument)
 (#uses-match? @left function "_ =\nappend\\(_\\)\n")
 (#uses-match? @source function "_ =\nappend\\(_\\)\n"))
