(except_clause
  value: [
    (boolean_operator
      left: [(identifier) (attribute)] @left operator: "or" right: [(identifier) (attribute)] @right) @report
    (as_pattern
      (boolean_operator
        left: [(identifier) (attribute)] @left operator: "or" right: [(identifier) (attribute)] @right) @report)
  ])
