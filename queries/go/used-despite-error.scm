((short_var_declaration
   left: (expression_list . (identifier) @value . (identifier) @error .)
   right: (expression_list . (call_expression) @_call .))
 . (if_statement !initializer
   condition: (binary_expression left: (identifier) @_checked operator: "!=" right: (nil))
   consequence: (block (statement_list . [
     (assignment_statement left: (expression_list . (selector_expression operand: (identifier) @_used) .))
     (expression_statement (call_expression function: (selector_expression operand: (identifier) @_used)))
   ] @report)))
 (#eq? @_checked @error)
 (#eq? @_used @value)
 (#calls? @_call "net/url.Parse" "net/url.ParseRequestURI" "net/http.Get" "net/http.Post" "net/http.NewRequest" "net/http.NewRequestWithContext"
   "net/http.Client().Do" "net.Dial" "net.Listen" "go/parser.ParseFile" "regexp.Compile" "text/template.New().Parse"))
