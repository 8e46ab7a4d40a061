; A text is cut at a number of bytes that nothing in the function says is the start of a character.
((index_expression
   .
   (identifier) @text
   (range_expression . ".." . [(integer_literal) (identifier)] @limit .)) @report
  (#match? @limit "^[2-9]$|^[0-9_]{2,}$|^(max|limit|width|MAX|LIMIT)|(_len|_length|_limit|_width|_max|_LEN|_LENGTH|_LIMIT|_WIDTH|_MAX)$")
  (#type? @text
    "str" "std::string::String" "std::format" "*.to_string" "*.to_lowercase" "*.to_uppercase" "*.trim" "*.to_string_lossy")
  (#not-around-match? @report function "is_ascii|is_char_boundary|char_indices|floor_char_boundary|starts_with|ends_with|\\.r?find\\(|strip_prefix|len_utf8|\\.bytes\\(\\)|as_bytes\\(\\)|hex|Hex|sha|hash|ascii|split_at|date"))

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
  (#match? @limit "^[0-9_]{2,}$|^(max|limit|width|MAX|LIMIT)|(_len|_length|_limit|_width|_max|_LEN|_LENGTH|_LIMIT|_WIDTH|_MAX)$")
  (#type? @text
    "str" "std::string::String" "std::format" "*.to_string" "*.to_lowercase" "*.to_uppercase" "*.trim" "*.to_string_lossy")
  (#not-around-match? @report function "is_ascii|is_char_boundary|char_indices|floor_char_boundary|starts_with|ends_with|\\.r?find\\(|strip_prefix|len_utf8|\\.bytes\\(\\)|as_bytes\\(\\)|hex|Hex|sha|hash|ascii|split_at|date"))
