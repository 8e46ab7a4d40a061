((binary_expression
   left: [
     (identifier)
     (field_expression)
     (call_expression)
     (binary_expression)
     (index_expression)
     (parenthesized_expression)
   ]
   operator: ["==" "!="]
   right: (float_literal) @literal) @report
  (#match? @literal "\\.[0-9]*[1-9]")
  (#not-match? @literal "\\.(0*|5|25|75|125|375|625|875|0625|1875|3125|4375|5625|6875|8125|9375)0*(_?f(32|64))?$")
  (#not-match? @literal "e"))
