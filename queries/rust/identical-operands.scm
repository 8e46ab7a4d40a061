; a.y == a.y
((binary_expression
   left: [(identifier) (field_expression) (index_expression)] @operand
   operator: ["==" "<" ">" "<=" ">=" "&&" "||" "-" "/" "%" "^" "&" "|"] @operator
   right: (_) @_right) @report
  (#eq? @operand @_right)
  (#not-match? @operand "\\("))

; a && b && a
((binary_expression
   left: (binary_expression
     left: (_) @operand
     operator: ["&&" "||"] @operator)
   operator: ["&&" "||"] @_outer
   right: (_) @_right) @report
  (#eq? @operand @_right)
  (#eq? @operator @_outer)
  (#match? @operand "^[\\w.:]+(\\.is_\\w+\\(\\))?$"))

; b.name.cmp(&b.name)
((call_expression
   function: (field_expression value: (_) @operand field: (field_identifier) @operator)
   arguments: (arguments . (reference_expression value: (_) @_right) . ")")) @report
  (#any-of? @operator "cmp" "partial_cmp" "total_cmp" "eq" "ne" "lt" "gt" "le" "ge")
  (#eq? @operand @_right)
  (#not-match? @operand "\\("))
