; An empty clause with the error named: who means to ignore it mostly leaves the name out, or says why.
((try_statement body: (_) @_tried handler: (catch_clause "catch" @report parameter: (_) body: (statement_block) @_body))
 (#match? @_body "^\\{\\s*\\}$")
 (#not-match? @_tried "(?i)\\b(unlink|rm|rmdir|remove|close|destroy|mkdir|exists|stat|access|require|import|parse|localStorage|sessionStorage|cancel|abort|kill|decodeURI|focus|blur|play|pause|resolve)\\w*\\(|Storage\\b"))
