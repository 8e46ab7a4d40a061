((object_creation_expression type: (_) @_type arguments: (argument_list . (string_literal) @path @report))
 (#match? @path "^\"(/var)?/tmp/[^%]*\"$")
 (#names? @_type "java.io.FileWriter" "java.io.FileOutputStream" "java.io.PrintWriter" "java.io.RandomAccessFile"))
((method_invocation
   name: (identifier) @_write
   arguments: (argument_list . (method_invocation arguments: (argument_list . (string_literal) @path @report .)) @_path))
 (#any-of? @_write "write" "writeString" "newBufferedWriter" "newOutputStream" "createFile" "createDirectory")
 (#match? @path "^\"(/var)?/tmp/[^%]*\"$")
 (#calls? @_path "java.nio.file.Paths.get" "java.nio.file.Path.of"))
