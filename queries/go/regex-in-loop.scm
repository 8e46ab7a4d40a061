((call_expression
   function: (selector_expression) @call
   arguments: (argument_list . [(interpreted_string_literal) (raw_string_literal)] @pattern .)) @report
 (#names? @call "regexp.MustCompile" "regexp.Compile" "regexp.MatchString")
 (#inside? @report loop))
