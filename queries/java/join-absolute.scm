((method_invocation
   object: (_) @_path
   name: (identifier) @_resolve
   arguments: (argument_list . (string_literal) @part @report .))
 (#eq? @_resolve "resolve")
 (#match? @part "^\"/.")
 (#type? @_path "java.nio.file.Path" "java.nio.file.Paths.get" "java.io.File().toPath"))
