((method_invocation
   object: (identifier) @collection
   name: (identifier) @_get
   arguments: (argument_list . [(identifier) (decimal_integer_literal)] @key .)) @report
 (#any-of? @_get "get" "containsKey" "remove")
 (#value-match? @collection "^\\w*Map<\\s*Long\\b")
 (#type? @key "int" "Integer" "short" "String"))
((method_invocation
   object: (identifier) @collection
   name: (identifier) @_get
   arguments: (argument_list . (decimal_integer_literal) @key .)) @report
 (#any-of? @_get "get" "containsKey")
 (#not-match? @key "[lL]$")
 (#value-match? @collection "^\\w*Map<\\s*(Long|String|Short)\\b"))
((method_invocation
   object: (identifier) @collection
   name: (identifier) @_get
   arguments: (argument_list . (identifier) @key .)) @report
 (#any-of? @_get "get" "containsKey" "remove" "contains")
 (#value-match? @collection "^\\w*(Map|Set)<\\s*String\\b")
 (#type? @key "int" "Integer" "long" "Long" "short" "char" "StringBuilder" "java.util.UUID" "java.io.File"))
((method_invocation
   object: (identifier) @collection
   name: (identifier) @_get
   arguments: (argument_list . (identifier) @key .)) @report
 (#any-of? @_get "get" "containsKey" "contains")
 (#value-match? @collection "^\\w*(Map|Set)<\\s*Integer\\b")
 (#type? @key "long" "Long" "String"))
