((binary_expression
   operator: ["<<" ">>"] @operator
   right: (binary_expression
     left: (integer_literal)
     operator: ["+" "-"]
     right: [(identifier) (field_expression) (type_cast_expression) (call_expression) (index_expression)]) @sum) @shift
   @report)
