; Of the response only the head is read.
((short_var_declaration
   left: (expression_list . (identifier) @response)
   right: (expression_list . (call_expression function: (_) @call) .)) @report
 (#names? @call
   "net/http.Get" "net/http.Post" "net/http.PostForm" "net/http.Head" "net/http.DefaultClient.*"
   "net/http.Client().Do" "net/http.Client().Get" "net/http.Client().Post" "net/http.Client().PostForm" "net/http.Client().Head")
 (#not-eq? @response "_")
 (#not-uses-match? @response "(?m)^\\.Body$|_"))
; The body is read, and nothing in the function closes anything.
((short_var_declaration
   left: (expression_list . (identifier) @response)
   right: (expression_list . (call_expression function: (_) @call) .)) @report
 (#names? @call
   "net/http.Get" "net/http.Post" "net/http.PostForm" "net/http.DefaultClient.*"
   "net/http.Client().Do" "net/http.Client().Get" "net/http.Client().Post" "net/http.Client().PostForm")
 (#not-uses-match? @response "_")
 (#uses-match? @response "(?m)^\\.Body$")
 (#not-around-match? @report function "(?i)close"))
; The response itself is dropped.
((short_var_declaration
   left: (expression_list . (identifier) @response . (identifier))
   right: (expression_list . (call_expression function: (_) @call) .)) @report
 (#eq? @response "_")
 (#names? @call
   "net/http.Get" "net/http.Post" "net/http.PostForm" "net/http.DefaultClient.*"
   "net/http.Client().Do" "net/http.Client().Get" "net/http.Client().Post" "net/http.Client().PostForm"))
