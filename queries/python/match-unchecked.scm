((attribute object: (call function: [(identifier) (attribute)] @_function) @call attribute: (identifier) @attribute) @report
 (#any-of? @attribute "group" "groups" "groupdict" "start" "end" "span")
 (#calls? @_function "re.match" "re.search" "re.fullmatch"))
