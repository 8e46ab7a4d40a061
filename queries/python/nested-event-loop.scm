((call function: [(identifier) (attribute)] @call) @report
 (#calls? @call "asyncio.run" "asyncio.get_event_loop().run_until_complete"
   "asyncio.get_running_loop().run_until_complete" "asyncio.new_event_loop().run_until_complete")
 (#inside? @report async))
((call function: (attribute object: (_) @_loop attribute: (identifier) @_name) @call) @report
 (#eq? @_name "run_until_complete")
 (#match? @_loop "(^|\\.)_?loop$")
 (#inside? @report async))
