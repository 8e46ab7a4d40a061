((method_invocation
   object: (identifier) @optional
   name: (identifier) @_get
   arguments: (argument_list) @_none) @report
 (#any-of? @_get "get" "getAsInt" "getAsLong" "getAsDouble")
 (#eq? @_none "()")
 (#type? @optional "java.util.Optional" "java.util.OptionalInt" "java.util.OptionalLong" "java.util.OptionalDouble")
 (#not-uses-match? @optional above "\\.(isPresent|isEmpty|ifPresent|orElse\\w*|get\\w*)\\(\\)")
 (#not-uses-match? @optional function "\\.(isPresent|isEmpty)\\(\\)"))
