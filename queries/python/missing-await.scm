; The call makes a coroutine, and a coroutine does nothing until it is awaited.
((expression_statement . (call
   function: [(identifier) @name (attribute object: (identifier) @_object attribute: (identifier) @name)]) @report .)
 (#any-of? @_object "self" "cls")
 (#signature-match? @report "^async\\b"))
((expression_statement . (call
   function: [(identifier) @name (attribute attribute: (identifier) @name)]) @report .)
 (#calls? @report "asyncio.sleep" "asyncio.wait" "asyncio.wait_for" "asyncio.to_thread" "asyncio.open_connection"
   "asyncio.start_server" "asyncio.create_subprocess_exec"))
