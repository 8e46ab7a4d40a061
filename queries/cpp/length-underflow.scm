((for_statement condition: (binary_expression operator: ["<" "<="] right: (binary_expression
   left: (call_expression function: (field_expression argument: (identifier) field: (field_identifier) @_size) arguments: (argument_list) @_none)
   operator: "-"
   right: (number_literal) @_number) @report))
 (#any-of? @_size "size" "length")
 (#match? @_none "^\\(\\s*\\)$")
 (#match? @_number "^[1-9]\\d*$")
 (#not-around-match? @report function "empty\\(\\)|(size|length)\\(\\)\\s*([<>!]|==)|(assert|ASSERT)\\w*\\(|[<>=]\\s*\\w+(\\.|->)(size|length)\\(\\)\\s*[)&|]"))
