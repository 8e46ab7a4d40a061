(comparison_operator . (_) @left operators: ["==" "!="] . (_) @right .) @report
