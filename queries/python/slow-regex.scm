((call
   function: [(identifier) (attribute)] @_call
   arguments: (argument_list . (string (string_content) @pattern) @report))
 (#match? @pattern "(^|[^\\\\])\\((\\?:|\\?P<\\w+>)?(\\\\[wWdDsS]|[A-Za-z0-9.]|\\[(\\\\.|[^\\]\\\\])+\\])[+*](\\\\s[*?]| [*?])?\\)[+*]\\)*([$;:,@\"'A-Za-z0-9<>=#!/-]|\\\\[.bwWdDsSZ]|\\[)")
 (#match? @report "^([rR]|[\"'][^\\\\]*[\"']$)")
 (#calls? @_call "re.compile" "re.match" "re.fullmatch" "re.search" "re.sub" "re.split" "re.findall" "re.finditer"
   "regex.compile" "regex.match" "regex.fullmatch" "regex.search" "regex.sub" "regex.split" "regex.findall"
   "regex.finditer"))
