((ternary_expression condition: (binary_expression left: [(string (string_fragment)) (binary_expression left: (string (string_fragment)) operator: "+")] operator: "+") @report))
((binary_expression left: (binary_expression left: [(string (string_fragment)) (binary_expression left: (string (string_fragment)) operator: "+")] operator: "+") @report operator: ["||" "??"]))
