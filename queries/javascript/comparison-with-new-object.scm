((binary_expression left: (_) operator: ["===" "!==" "==" "!="] right: [(array) (object)]) @report)
