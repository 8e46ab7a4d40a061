((method_invocation name: (identifier) @_set arguments: (argument_list . (true) . (false) .)) @mode @report
 (#eq? @_set "setWritable"))
((method_invocation
   name: (identifier) @_from
   arguments: (argument_list . (string_literal) @mode @report .)) @_call
 (#eq? @_from "fromString")
 (#match? @mode "^\"[r-][w-][xsS-][r-][w-][xsS-][r-]w[xtT-]\"$")
 (#calls? @_call "java.nio.file.attribute.PosixFilePermissions.fromString"))
((method_invocation
   name: (identifier) @_add
   arguments: (argument_list (_) @mode @report))
 (#any-of? @_add "add" "of")
 (#names? @mode "java.nio.file.attribute.PosixFilePermission.OTHERS_WRITE"))
