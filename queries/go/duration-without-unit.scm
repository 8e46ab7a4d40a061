((call_expression function: (selector_expression) @call arguments: (argument_list (int_literal) @report))
 (#names? @call
   "time.Sleep" "time.After" "time.NewTimer" "time.NewTicker" "time.Tick" "time.AfterFunc" "context.WithTimeout"
   "net.DialTimeout" "net/http.TimeoutHandler")
 (#match? @report "^([2-9]|[1-9]\\d{1,4})$"))
((composite_literal
   type: (qualified_type) @_type
   body: (literal_value (keyed_element
     key: (literal_element (identifier) @call)
     value: (literal_element (int_literal) @report))))
 (#names? @_type "net/http.Client" "net/http.Server" "net/http.Transport" "net.Dialer")
 (#match? @call "Timeout$|^KeepAlive$")
 (#match? @report "^([2-9]|[1-9]\\d{1,4})$"))
