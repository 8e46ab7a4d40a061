((expression_statement . (call function: (attribute object: (_) @_loop attribute: (identifier) @_name) @call) @report .)
 (#any-of? @_name "create_task" "ensure_future")
 (#match? @_loop "^(asyncio|(self\\.)?_?(event_)?loop|asyncio\\.get_(event|running)_loop\\(\\))$"))
