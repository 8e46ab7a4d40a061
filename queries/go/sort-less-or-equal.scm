((call_expression
   function: (selector_expression) @call
   arguments: (argument_list . (_) . (func_literal body: (block (statement_list . (return_statement (expression_list . (binary_expression
     left: (_) operator: ["<=" ">="] right: (_)) @report .)) .)))))
 (#names? @call "sort.Slice" "sort.SliceStable"))
