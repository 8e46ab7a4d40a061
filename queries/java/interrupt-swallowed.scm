((catch_clause
   (catch_formal_parameter (catch_type . (_) @report .) name: (_))
   body: (block) @_body) @_clause
 (#eq? @report "InterruptedException")
 (#not-match? @_body "\\.interrupt\\(|\\b[iI]nterrupted = |\\bthrow\\b|\\breturn\\b|\\bbreak\\b|exit\\(|(?i)stop|cancel|shut|close|//|/\\*")
 (#not-explained? @_clause below)
 (#not-symbol-match? @_clause "(^|\\.)main$"))
