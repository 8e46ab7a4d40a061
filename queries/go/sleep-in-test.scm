((expression_statement (call_expression
   function: (selector_expression) @_sleep
   arguments: (argument_list . (_) @_time .)) @report)
 (#names? @_sleep "time.Sleep")
 (#match? @_time "^(\\d+ *\\* *)?time\\.(Second|Minute)( *\\* *\\d+)?$|^\\d{3,} *\\* *time\\.Millisecond$|^time\\.Millisecond *\\* *\\d{3,}$")
 (#not-inside? @report loop))
