([
   (if_statement condition: (boolean_operator operator: "or" (true) @constant @report))
   (elif_clause condition: (boolean_operator operator: "or" (true) @constant @report))
   (while_statement condition: (boolean_operator operator: "or" (true) @constant @report))
   (if_statement condition: (boolean_operator operator: "and" (false) @constant @report))
   (elif_clause condition: (boolean_operator operator: "and" (false) @constant @report))
   (while_statement condition: (boolean_operator operator: "and" (false) @constant @report))
 ])
