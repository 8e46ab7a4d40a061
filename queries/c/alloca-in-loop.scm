((call_expression function: (_) @_alloca) @report
 (#calls? @_alloca "alloca" "_alloca" "__builtin_alloca")
 (#inside? @report loop))
