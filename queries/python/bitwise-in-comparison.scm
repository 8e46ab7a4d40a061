(comparison_operator (_) . (binary_operator operator: ["&" "|"]) @operands . (_)) @report
