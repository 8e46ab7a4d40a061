((object_creation_expression
   type: (_) @_file
   arguments: (argument_list . (_) . (method_invocation object: (_) @_entry name: (identifier) @_name) .)) @report
 (#eq? @_file "File")
 (#eq? @_name "getName")
 (#type? @_entry "java.util.zip.ZipEntry" "java.util.jar.JarEntry"
   "org.apache.commons.compress.archivers.ArchiveEntry" "org.apache.commons.compress.archivers.tar.TarArchiveEntry"
   "org.apache.commons.compress.archivers.zip.ZipArchiveEntry")
 (#not-around-match? @report function "getCanonical|normalize\\(|startsWith\\(|\"\\.\\.|toRealPath|(?i)traversal|sanitize|safe"))
((method_invocation
   name: (identifier) @_resolve
   arguments: (argument_list . (method_invocation object: (_) @_entry name: (identifier) @_name) .)) @report
 (#eq? @_resolve "resolve")
 (#eq? @_name "getName")
 (#type? @_entry "java.util.zip.ZipEntry" "java.util.jar.JarEntry"
   "org.apache.commons.compress.archivers.ArchiveEntry" "org.apache.commons.compress.archivers.tar.TarArchiveEntry"
   "org.apache.commons.compress.archivers.zip.ZipArchiveEntry")
 (#not-around-match? @report function "getCanonical|normalize\\(|startsWith\\(|\"\\.\\.|toRealPath|(?i)traversal|sanitize|safe"))
