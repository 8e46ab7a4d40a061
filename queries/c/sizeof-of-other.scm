((call_expression
   function: (_) @_set
   arguments: (argument_list . [(pointer_expression argument: (identifier) @target) (identifier) @target] . (_) . (sizeof_expression value: [(identifier) @other (parenthesized_expression (identifier) @other)]) @report .))
 (#calls? @_set "memset" "std::memset")
 (#not-same? @other @target)
 (#declared? @target "\\w")
 (#declared? @other "\\w"))
