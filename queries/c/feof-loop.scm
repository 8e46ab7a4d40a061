((while_statement
   condition: (parenthesized_expression (unary_expression operator: "!" argument: (call_expression function: (_) @_feof) @report))
   body: (compound_statement . (expression_statement (call_expression function: (_) @_read))))
 (#calls? @_feof "feof" "std::feof")
 (#calls? @_read "fgets" "fscanf" "fread" "std::fgets" "std::fread"))
