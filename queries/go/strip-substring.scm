((call_expression
   function: (selector_expression) @method
   arguments: (argument_list . (_) . [(interpreted_string_literal) (raw_string_literal)] @text .)) @report
 (#names? @method
   "strings.Trim" "strings.TrimLeft" "strings.TrimRight" "bytes.Trim" "bytes.TrimLeft" "bytes.TrimRight")
 (#match? @text "^[\"`][^\"`\\\\ ]*[A-Za-z][^\"`\\\\ ]+[\"`]$|^[\"`][^\"`\\\\ ]+[A-Za-z][^\"`\\\\ ]*[\"`]$")
 (#not-match? @text "(?i)abcdef|0123456789|a-z|^[\"`](mM|sS|xX|hH|dD|vV|vw|kK|uU)[\"`]$"))
