([
  (if_statement condition: (boolean_operator operator: "or" right: [(string (string_content)) (integer)] @literal) @report)
  (elif_clause condition: (boolean_operator operator: "or" right: [(string (string_content)) (integer)] @literal) @report)
  (while_statement condition: (boolean_operator operator: "or" right: [(string (string_content)) (integer)] @literal) @report)
  (if_clause (boolean_operator operator: "or" right: [(string (string_content)) (integer)] @literal) @report)
 ]
 (#not-eq? @literal "0"))
((comparison_operator
   (parenthesized_expression (boolean_operator left: [(string (string_content)) (integer)] operator: "or" right: [(string) (integer)] @literal)) @report)
 (#not-eq? @literal "0"))
