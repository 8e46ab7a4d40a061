((await_expression (new_expression
   constructor: (identifier) @_promise
   arguments: (arguments . (arrow_function body: (call_expression
     function: (identifier) @_timer
     arguments: (arguments . (identifier) . (number) @_time .)))))) @report
 (#eq? @_promise "Promise")
 (#eq? @_timer "setTimeout")
 (#match? @_time "^\\d_?\\d{3,}"))
