((call arguments: (argument_list
    (keyword_argument name: (identifier) @_name value: (call function: (attribute) @_timezone arguments: (argument_list . (string) @_zone))) @report))
 (#eq? @_name "tzinfo") (#eq? @_timezone "pytz.timezone")
 (#not-match? @_zone "(?i)^.(utc|gmt|etc/.*).$"))
