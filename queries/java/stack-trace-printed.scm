((catch_clause
   (catch_formal_parameter name: (identifier) @_caught)
   body: (block (expression_statement (method_invocation
     object: (identifier) @_same
     name: (identifier) @_print
     arguments: (argument_list) @_none) @report)))
 (#eq? @_print "printStackTrace")
 (#eq? @_none "()")
 (#eq? @_caught @_same)
 (#not-symbol-match? @report "(?i)(^|\\.)main$|example|demo|debug")
 (#not-path-match? "(?i)(^|/)(example|demo|sample|bench|tool|cli|jmh)s?/|Main\\.java$")
 (#not-file-match? "static void main\\("))
