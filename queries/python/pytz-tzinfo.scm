((call arguments: (argument_list (keyword_argument
    name: (identifier) @_name
    value: (call function: [(identifier) (attribute)] @_timezone arguments: (argument_list . (string) @_zone))) @report))
 (#eq? @_name "tzinfo")
 (#not-match? @_zone "(?i)^.(utc|gmt|etc/.*).$")
 (#calls? @_timezone "pytz.timezone"))
