(expression_statement . (call function: (identifier) @name) @report .)
(expression_statement . (call function: (attribute object: (identifier) @object attribute: (identifier) @name)) @report .)
