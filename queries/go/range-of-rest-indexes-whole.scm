((for_statement
   (range_clause
     left: (expression_list . (identifier) @index)
     right: (slice_expression operand: (_) @items start: (int_literal) @_start !end))
   body: (block) @body) @report
 (#not-eq? @index "_")
 (#not-eq? @_start "0"))
