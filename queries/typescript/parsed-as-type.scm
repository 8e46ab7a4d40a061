((as_expression . (call_expression function: (_) @_parse arguments: (arguments . (_) @_from)) . (_) @type) @report
 (#calls? @_parse "JSON.parse")
 (#match? @_from "(?i)\\b(req|request|event|body|message|data|params|query|localStorage|sessionStorage|cookie)\\b")
 (#not-match? @type "^(unknown|any|const|Partial|Record<string, unknown>)"))
