((call function: (identifier) @_bool
   arguments: (argument_list . (call function: (attribute) @_getenv arguments: (argument_list (_) . (string) @default)) .)) @report
 (#eq? @_bool "bool")
 (#match? @_getenv "^(os\\.)?(getenv|environ\\.get)$")
 (#match? @default "(?i)^.(0|no|off|false|f|n|none|null).$"))
