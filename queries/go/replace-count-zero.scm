((call_expression function: (selector_expression) @call arguments: (argument_list (_) (_) (int_literal) @_count .)) @report
 (#eq? @_count "0")
 (#names? @call "strings.Replace" "bytes.Replace" "strings.SplitN" "bytes.SplitN" "strings.SplitAfterN"))
