(comparison_operator (_) .
  (binary_operator operator: ["&" "|"] right: [(identifier) (attribute) (subscript) (call)]) @operands . (_)) @report
