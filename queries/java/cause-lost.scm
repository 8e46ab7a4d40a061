((catch_clause
   (catch_formal_parameter (catch_type . (_) @_caught .) name: (identifier) @caught)
   body: (block . (throw_statement (object_creation_expression type: (_) @type) @report) .)) @_clause
 (#not-match? @caught "(?i)ignor|expect|unused|^_")
 (#match? @_caught "^(\\w+\\.)*(Exception|Throwable|RuntimeException|IOException|SQLException|ExecutionException|InvocationTargetException|ReflectiveOperationException)$")
 (#not-match? @type "NoSuchElement|UnsupportedOperation")
 (#not-uses-match? @caught ".")
 (#not-explained? @_clause below))
