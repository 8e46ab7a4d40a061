((attribute object: (call function: (attribute object: (identifier) @_re attribute: (identifier) @_function)) @call
            attribute: (identifier) @attribute) @report
 (#eq? @_re "re")
 (#any-of? @_function "match" "search" "fullmatch")
 (#any-of? @attribute "group" "groups" "groupdict" "start" "end" "span"))
