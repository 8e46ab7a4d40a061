; a.y == a.y
((binary_expression
   left: [(identifier) (field_expression) (index_expression)] @left
   operator: ["==" "<" ">" "<=" ">=" "&&" "||" "-" "/" "%" "^" "&" "|"] @operator
   right: (_) @_right) @report
  (#eq? @left @_right)
  (#not-match? @left "\\("))

; a && b && a
((binary_expression
   left: (binary_expression
     left: (_) @left
     operator: ["&&" "||"] @operator)
   operator: ["&&" "||"] @_outer
   right: (_) @_right) @report
  (#eq? @left @_right)
  (#eq? @operator @_outer)
  (#match? @left "^[\\w.:]+(\\.is_\\w+\\(\\))?$"))

; b.name.cmp(&b.name)
((call_expression
   function: (field_expression value: (_) @left field: (field_identifier) @operator)
   arguments: (arguments . (reference_expression value: (_) @_right) . ")")) @report
  (#any-of? @operator "cmp" "partial_cmp" "total_cmp" "eq" "ne" "lt" "gt" "le" "ge")
  (#eq? @left @_right)
  (#not-match? @left "\\("))
