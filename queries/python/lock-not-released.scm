((expression_statement . (call function: (attribute object: [(identifier) (attribute)] @lock attribute: (identifier) @_method)) @report .)
 (#eq? @_method "acquire")
 (#match? @lock "(?i)(lock|mutex|sem|semaphore|condition|cond|cv)$"))
