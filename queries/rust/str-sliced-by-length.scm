((index_expression
   .
   (identifier) @text
   (range_expression . ".." . [(integer_literal) (identifier)] @limit .)) @report
  (#match? @limit "^[2-9]$|^[0-9_]{2,}$|^(max|limit|width|MAX|LIMIT)|(_len|_length|_limit|_width|_max|_LEN|_LENGTH|_LIMIT|_WIDTH|_MAX)$"))

((index_expression
   .
   (identifier) @text
   (range_expression
     .
     ".."
     .
     (binary_expression
       left: [(integer_literal) (identifier)] @limit
       operator: "-"
       right: (integer_literal)) .)) @report
  (#match? @limit "^[0-9_]{2,}$|^(max|limit|width|MAX|LIMIT)|(_len|_length|_limit|_width|_max|_LEN|_LENGTH|_LIMIT|_WIDTH|_MAX)$"))
