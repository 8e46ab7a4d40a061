((call
   function: [(identifier) (attribute)] @_sleep
   arguments: (argument_list . [(integer) (float)] @_seconds .)) @report
 (#match? @_seconds "^[1-9]")
 (#calls? @_sleep "time.sleep" "asyncio.sleep"))
