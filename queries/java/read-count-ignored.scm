((expression_statement (method_invocation
   object: (_) @_stream
   name: (identifier) @_read
   arguments: (argument_list (_))) @report)
 (#any-of? @_read "read" "skip")
 (#type? @_stream "java.io.InputStream" "java.io.Reader" "java.io.FileInputStream" "java.io.BufferedInputStream"
   "java.io.BufferedReader" "java.io.DataInputStream" "java.io.RandomAccessFile" "java.io.PushbackInputStream"
   "java.util.zip.ZipInputStream" "java.util.zip.GZIPInputStream" "java.util.zip.InflaterInputStream"
   "java.nio.channels.FileChannel" "java.nio.channels.ReadableByteChannel" "java.nio.channels.SocketChannel"
   "java.net.Socket().getInputStream")
 (#not-explained? @report))
