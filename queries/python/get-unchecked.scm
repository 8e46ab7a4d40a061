; Where the same call is elsewhere in the function, that is mostly the test.
((attribute
   object: (call function: (attribute object: (_) @_object attribute: (identifier) @_get) arguments: (argument_list . (string) @key .)) @call
   attribute: (identifier) @attribute) @report
 (#eq? @_get "get")
 (#match? @_object "(?i)(headers|data|dict|config|conf|settings|options|opts|params|kwargs|payload|json|body|info|meta|metadata|attrs|cookies|args)$")
 (#not-match? @key "/")
 (#not-within? @report try)
 (#not-elsewhere? @call))
((attribute
   object: (call function: (_) @_get arguments: (argument_list . (string) @key .)) @call
   attribute: (identifier) @attribute) @report
 (#calls? @_get "os.environ.get" "os.getenv")
 (#not-match? @key "/")
 (#not-within? @report try)
 (#not-elsewhere? @call))
