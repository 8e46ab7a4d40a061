; Nothing above in the function looks at the list, fills it or goes through it.
([
   (range_expression (binary_expression
     left: (call_expression
       function: (field_expression value: (_) @list field: (field_identifier) @_len)
       arguments: (arguments . ")"))
     operator: "-"
     right: (integer_literal)) @report)
   (binary_expression
     operator: ["<" "<=" ">" ">="]
     right: (binary_expression
       left: (call_expression
         function: (field_expression value: (_) @list field: (field_identifier) @_len)
         arguments: (arguments . ")"))
       operator: "-"
       right: (_)) @report)
 ]
  (#eq? @_len "len")
  (#match? @list "^[\\w.\\s]+$")
  (#has-ancestor? @report function_item)
  (#not-value-match? @list "^(vec!|\\[|b?\")")
  (#not-uses-match? @list above "(?m)^(\\.(is_empty|len\\(\\)|first|last|iter|into_iter|push|get|chars|bytes|pop|split|next|find|rfind|position|starts_with|ends_with|insert|resize|extend|windows)|\\[\\]|for _|_ ==|_\\{\\})"))
