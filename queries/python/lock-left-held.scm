((expression_statement [
   (call function: (attribute object: (_) @lock attribute: (identifier) @_name)) @report
   (await (call function: (attribute object: (_) @lock attribute: (identifier) @_name)) @report)
 ])
 (#eq? @_name "acquire")
 (#match? @lock "(?i)lock|mutex|sem(aphore)?\\b|cond(ition)?\\b"))
