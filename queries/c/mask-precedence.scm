((binary_expression
   left: (_) @left
   operator: ["&" "|" "^"] @operator
   right: (binary_expression operator: ["==" "!="]) @right) @report
 (#not-match? @left "[=!<>]|&&|\\|\\|")
 (#match? @right "^\\(?([A-Z][A-Z0-9_]+|0x[0-9a-fA-F]+|\\d+)[uUlL]*\\b\\)?\\s*[=!]="))
