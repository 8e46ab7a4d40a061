((call
   function: (attribute object: (identifier) @_module attribute: (identifier) @_name)
   arguments: (argument_list . (string (string_content) @pattern) @report))
 (#any-of? @_module "re" "regex")
 (#any-of? @_name "compile" "match" "fullmatch" "search" "sub" "split" "findall" "finditer")
 (#match? @pattern "(^|[^\\\\])\\((\\?:|\\?P<\\w+>)?(\\\\[wWdDsS]|[A-Za-z0-9.]|\\[(\\\\.|[^\\]\\\\])+\\])[+*](\\\\s[*?]| [*?])?\\)[+*]\\)*([$;:,@\"'A-Za-z0-9<>=#!/-]|\\\\[.bwWdDsSZ]|\\[)")
 (#match? @report "^([rR]|[\"'][^\\\\]*[\"']$)"))
