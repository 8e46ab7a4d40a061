; Where the same call is elsewhere in the function, that is mostly the test.
((attribute
   object: (call function: (attribute object: (_) @_object attribute: (identifier) @_get) arguments: (argument_list . (string) @key .)) @call
   attribute: (identifier) @attribute) @report
 (#eq? @_get "get")
 (#match? @_object "(?i)(headers|kwargs|cookies|request\\.(args|form|values)|_dict|json\\(\\)|loads\\([^()]*\\))$")
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
((attribute
   object: (call function: (attribute object: (identifier) @_object attribute: (identifier) @_get) arguments: (argument_list . (string) @key .)) @call
   attribute: (identifier) @attribute) @report
 (#eq? @_get "get")
 (#value-match? @_object "^(dict|Dict|typing\\.Dict|Mapping)\\b|^\\{|\\.json\\(\\)$|^json\\.loads?\\(")
 (#not-match? @_object "(?i)(headers|kwargs|cookies|_dict)$")
 (#not-match? @key "/")
 (#not-within? @report try)
 (#not-elsewhere? @call))
