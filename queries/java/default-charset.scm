((method_invocation object: (_) @_text name: (identifier) @_bytes arguments: (argument_list) @_none) @report
 (#eq? @_bytes "getBytes")
 (#eq? @_none "()")
 (#type? @_text "String" "Object().toString" "String().toString"))
((object_creation_expression type: (_) @_type arguments: (argument_list . (_) .)) @report
 (#any-of? @_type "InputStreamReader" "OutputStreamWriter" "FileReader" "FileWriter")
 (#names? @_type "java.io.InputStreamReader" "java.io.OutputStreamWriter" "java.io.FileReader" "java.io.FileWriter"))
((object_creation_expression type: (_) @_type arguments: (argument_list . (identifier) @_bytes .)) @report
 (#eq? @_type "String")
 (#value-match? @_bytes "^byte\\s*\\[\\s*\\]$"))
