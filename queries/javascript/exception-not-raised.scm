((expression_statement . (new_expression constructor: (identifier) @name) @report .)
 (#match? @name "^([A-Z]\\w*)?(Error|Exception)$"))
