((binary_expression left: [(identifier) (member_expression) (string)] operator: "in" right: (array (_)) @array) @report)
