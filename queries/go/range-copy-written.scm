((for_statement
   (range_clause left: (expression_list . (_) . (identifier) @copy .) right: (_) @items)
   body: (block (statement_list) @body)) @report)
