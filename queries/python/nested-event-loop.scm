((call function: (attribute object: (_) @_object attribute: (identifier) @_name) @call) @report
 (#match? @call "^(asyncio\\.run|(.*\\.)?_?loop\\.run_until_complete|asyncio\\.get_event_loop\\(\\)\\.run_until_complete)$")
 (#inside? @report async))
