((expression_statement . (call function: [(identifier) (attribute)] @call) @report .)
 (#calls? @call "asyncio.create_task" "asyncio.ensure_future" "asyncio.get_event_loop().create_task"
   "asyncio.get_running_loop().create_task" "asyncio.new_event_loop().create_task"))
((expression_statement . (call function: (attribute object: (_) @_loop attribute: (identifier) @_name) @call) @report .)
 (#any-of? @_name "create_task" "ensure_future")
 (#match? @_loop "^(self\\.)?_?(event_)?loop$"))
((assignment left: (identifier) @_nowhere right: (call function: [(identifier) (attribute)] @call)) @report
 (#eq? @_nowhere "_")
 (#calls? @call "asyncio.create_task" "asyncio.ensure_future" "asyncio.get_event_loop().create_task"
   "asyncio.get_running_loop().create_task" "asyncio.new_event_loop().create_task"))
