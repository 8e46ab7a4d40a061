((expression_statement . (call_expression function: (member_expression property: (property_identifier) @_method)) @call @report .)
 (#any-of? @_method "trim" "trimStart" "trimEnd" "toLowerCase" "toUpperCase" "padStart" "padEnd" "substring" "substr"
   "toFixed" "replaceAll" "toSorted" "toReversed" "toSpliced" "localeCompare" "charAt" "toISOString"))
((expression_statement . (call_expression function: (member_expression object: [(array) (string) (template_string)] property: (property_identifier) @_method)) @call @report .)
 (#any-of? @_method "concat" "slice" "map" "filter" "join" "replace" "split" "flat"))
((expression_statement . (call_expression
   function: (member_expression property: (property_identifier) @_method)
   arguments: (arguments . [(regex) (string)] . [(string) (template_string)] .)) @call @report .)
 (#eq? @_method "replace")
 (#not-match? @call "(?i)(router|history|location|navigat\\w*|state|route|\\$\\w*|magicString|\\bs|ms|editor|doc\\w*|model|text|output)\\s*\\.replace|\\.use\\w*\\("))
