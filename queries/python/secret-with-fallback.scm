((call
   function: [(identifier) (attribute)] @_get
   arguments: (argument_list . (string) @name . [
     (string) @fallback @report
     (keyword_argument value: (string) @fallback) @report
   ] .))
 (#match? @name "(?i)(secret_?key|(jwt|session|app|signing|token|webhook|flask|django)_secret|signing_key|encryption_key|(jwt|session|cookie|csrf)_key)[\"']$")
 (#match? @fallback "^b?[\"'][^\"']{2,}[\"']$")
 (#calls? @_get "os.environ.get" "os.getenv" "environ.get" "getenv"))
