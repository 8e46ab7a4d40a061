; The buffer is made before the loop, and nothing in the loop empties it, looks at its end alone or gives it away.
((call_expression
   function: (field_expression field: (field_identifier) @_read)
   arguments: (arguments . (reference_expression (mutable_specifier) value: (identifier) @buffer) . ")")) @report
  (#eq? @_read "read_line")
  (#around? @report loop while_expression loop_expression)
  (#not-bound-in? @buffer loop)
  (#not-uses-match? @buffer loop "(?m)^(\\.(clear|truncate|drain|split_off|ends_with|remove|pop|len)(\\(\\))?|_ =|.*\\(_\\)|std::mem::(take|replace|swap)\\(.*_\\))$"))

; A loop that leaves may read once.
((call_expression
   function: (field_expression field: (field_identifier) @_read)
   arguments: (arguments . (reference_expression (mutable_specifier) value: (identifier) @buffer) . ")")) @report
  (#eq? @_read "read_line")
  (#around? @report loop for_expression)
  (#not-around-match? @report loop "\\b(return|break)\\b")
  (#not-bound-in? @buffer loop)
  (#not-uses-match? @buffer loop "(?m)^(\\.(clear|truncate|drain|split_off|ends_with|remove|pop|len)(\\(\\))?|_ =|.*\\(_\\)|std::mem::(take|replace|swap)\\(.*_\\))$"))
