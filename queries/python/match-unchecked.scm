; Where the same call is elsewhere in the function, that is mostly the test.
((attribute object: (call function: (_) @_match) @call attribute: (identifier) @attribute) @report
 (#any-of? @attribute "group" "groups" "groupdict" "start" "end" "span")
 (#calls? @_match "re.match" "re.search" "re.fullmatch")
 (#not-within? @report try)
 (#not-elsewhere? @call))
