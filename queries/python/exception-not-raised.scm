((expression_statement . (call function: [(identifier) @name (attribute attribute: (identifier) @name)]) @report .)
 (#match? @name "^([A-Z][A-Za-z0-9]*(Error|Exception)|KeyboardInterrupt|StopIteration|StopAsyncIteration|SystemExit|GeneratorExit)$"))
