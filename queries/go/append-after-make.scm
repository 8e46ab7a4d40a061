((short_var_declaration
   left: (expression_list . (identifier) @slice .)
   right: (expression_list . (call_expression
     function: (identifier) @_make
     arguments: (argument_list . (slice_type) . (_) @_size .)) .)) @report
 (#eq? @_make "make")
 (#not-eq? @_size "0")
 (#uses-match? @slice "\\A_ =\nappend\\(_\\)\n"))
