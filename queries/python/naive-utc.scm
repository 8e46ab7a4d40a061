((call function: (attribute object: (_) @_datetime attribute: (identifier) @_name) @call) @report
 (#any-of? @_name "utcnow" "utcfromtimestamp")
 (#match? @_datetime "(?i)datetime$"))
