((local_variable_declaration declarator: (variable_declarator
   name: (identifier) @name @report
   value: (object_creation_expression type: (_) @_type))) @_declaration
 (#match? @_type "^(\\w+\\.)*(FileInputStream|FileOutputStream|FileReader|FileWriter|RandomAccessFile|Socket|ServerSocket|ZipFile|JarFile)$")
 (#names? @_type "java.io.FileInputStream" "java.io.FileOutputStream" "java.io.FileReader" "java.io.FileWriter"
   "java.io.RandomAccessFile" "java.net.Socket" "java.net.ServerSocket" "java.util.zip.ZipFile" "java.util.jar.JarFile")
 (#not-match? @_declaration "@Cleanup")
 (#not-uses-match? @name "(?m)^[^.]|^\\.close\\(\\)$|^\\.get(Channel|InputStream|OutputStream)\\(\\)$"))
((method_invocation
   object: (object_creation_expression type: (_) @_type) @name @report
   name: (identifier) @_method)
 (#match? @_type "^(\\w+\\.)*(FileInputStream|FileOutputStream|FileReader|FileWriter|RandomAccessFile|Scanner|BufferedReader|ObjectInputStream|ObjectOutputStream|PrintWriter)$")
 (#match? @name "new (java\\.io\\.)?(FileInputStream|FileOutputStream|FileReader|FileWriter|RandomAccessFile)\\(|Scanner\\((new File\\(|\\w*[fF]ile\\))")
 (#not-any-of? @_method "close" "getChannel"))
