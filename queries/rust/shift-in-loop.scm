((call_expression
   function: (field_expression value: [(identifier) (field_expression)] @list field: (field_identifier) @_shift)
   arguments: (arguments . (integer_literal) @_index)) @report @call
 (#match? @call "\\.remove\\(0\\)$|\\.insert\\(0,\\s*[^'\"\\s]")
 (#eq? @_index "0")
 (#any-of? @_shift "remove" "insert")
 (#inside? @report loop))
