; What is joined is the name that an entry of an archive gives itself, and the function does not look at it.
((call_expression
   function: (selector_expression) @_join
   arguments: (argument_list (selector_expression field: (field_identifier) @_name) @name .)) @report
 (#any-of? @_name "Name" "Linkname")
 (#names? @_join "path/filepath.Join" "path.Join")
 (#match? @name "(?i)^\\w*(f|file|entry|hdr|header|h|zf|zipfile)\\w*\\.\\w+$")
 (#file-match? "\"archive/(zip|tar)\"")
 (#around-match? @report function "zip\\.|tar\\.|\\.Next\\(\\)|\\.File\\b")
 (#not-around-match? @report function "HasPrefix|IsLocal|SecureJoin|filepath\\.Rel\\(|filepath\\.Base|path\\.Base|\\.\\.[\"`]|os\\.Root|OpenRoot|(?i:sanitize|validate|safe)")
 (#not-symbol-match? @report "(?i)(create|write|compress|archive)\\w*$"))
