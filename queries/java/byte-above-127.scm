((binary_expression
   left: [(identifier) (field_access)] @byte
   operator: ["==" "!="]
   right: [(hex_integer_literal) (decimal_integer_literal)] @value) @report
 (#match? @value "^(0[xX]0*[89a-fA-F][0-9a-fA-F]|12[89]|1[3-9]\\d|2\\d\\d)$")
 (#type? @byte "byte"))
