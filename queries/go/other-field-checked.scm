((if_statement
   condition: (binary_expression left: (selector_expression) @checked operator: "!=" right: (nil))
   consequence: (block) @body) @report)
