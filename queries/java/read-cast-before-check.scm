((cast_expression
   type: (integral_type) @type
   value: (method_invocation object: (_) @_stream name: (identifier) @_read arguments: (argument_list) @_none)) @report
 (#any-of? @type "byte" "char")
 (#eq? @_read "read")
 (#eq? @_none "()")
 (#type? @_stream "java.io.InputStream" "java.io.Reader" "java.io.FileInputStream" "java.io.BufferedInputStream"
   "java.io.BufferedReader" "java.io.DataInputStream" "java.io.RandomAccessFile" "java.io.PushbackInputStream"
   "java.util.zip.ZipInputStream" "java.util.zip.GZIPInputStream"))
