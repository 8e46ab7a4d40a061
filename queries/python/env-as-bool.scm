((call function: [(identifier) (attribute)] @_bool
   arguments: (argument_list . (call
     function: [(identifier) (attribute)] @_getenv
     arguments: (argument_list (_) . (string) @default)) .)) @report
 (#match? @default "(?i)^.(0|no|off|false|f|n|none|null).$")
 (#names? @_bool "bool")
 (#names? @_getenv "os.getenv" "os.environ.get" "getenv" "environ.get"))
