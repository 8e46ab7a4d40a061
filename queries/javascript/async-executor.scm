((new_expression
   constructor: (identifier) @_promise
   arguments: (arguments . [(arrow_function "async" @report body: (_) @_body) (function_expression "async" @report body: (_) @_body)]))
 (#eq? @_promise "Promise")
 (#not-match? @_body "^\\{\\s*try\\b"))
