((catch_clause
   "catch" @report
   "("
   (catch_formal_parameter (catch_type . (_) @_type .) name: (_) @_name)
   ")" @report
   body: (block) @_body) @_clause
 (#match? @_body "^\\{[\\s;]*\\}$")
 (#not-match? @_name "(?i)^_|ignor|expect|unused|swallow|never|suppress|nothing|noop")
 (#names? @_type "Exception" "Throwable" "RuntimeException" "Error")
 (#not-symbol-match? @_clause "(?i)(^|\\.)(\\w*close\\w*|shutdown\\w*|dispose|destroy|finalize|cleanup|tearDown|stop)$")
 (#not-explained? @_clause below))
