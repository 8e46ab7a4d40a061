((attribute
   object: (call function: (attribute object: (_) @_object attribute: (identifier) @_get) arguments: (argument_list . (string) @key .)) @call
   attribute: (identifier) @attribute) @report
 (#eq? @_get "get")
 (#match? @_object "(?i)(headers|data|dict|config|conf|settings|options|opts|params|kwargs|payload|json|body|info|meta|metadata|attrs|cookies|args)$")
 (#not-match? @key "/"))
((attribute
   object: (call function: [(identifier) (attribute)] @_get arguments: (argument_list . (string) @key .)) @call
   attribute: (identifier) @attribute) @report
 (#names? @_get "os.environ.get" "os.getenv"))
