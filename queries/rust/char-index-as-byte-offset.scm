(index_expression . (_) @text (range_expression) @_range) @report
