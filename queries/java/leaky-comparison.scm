((method_invocation
   object: (identifier) @_arrays
   name: (identifier) @_equals
   arguments: (argument_list (_) @secret)) @report
 (#eq? @_arrays "Arrays")
 (#eq? @_equals "equals")
 (#value-match? @secret "(^|[^\\w])(mac|hmac|\\w*Mac)\\.doFinal\\("))
((method_invocation
   object: [(identifier) (method_invocation)] @secret
   name: (identifier) @_equals
   arguments: (argument_list . [(identifier) (field_access) (method_invocation)] .)) @report
 (#any-of? @_equals "equals" "equalsIgnoreCase")
 (#match? @secret "(?i)^(get)?(expected|computed|calculated|actual)_?(hmac|mac|signature)(hex)?(\\(\\))?$"))
