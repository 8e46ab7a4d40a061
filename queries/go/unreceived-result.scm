((short_var_declaration
   left: (expression_list . (identifier) @channel .)
   right: (expression_list . (call_expression
     function: (identifier) @_make
     arguments: (argument_list . (channel_type) .)) .)) @report
 (#eq? @_make "make"))
