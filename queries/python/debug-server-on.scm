((call
   function: (attribute attribute: (identifier) @_run)
   arguments: (argument_list (keyword_argument name: (identifier) @_name value: (true)) @report))
 (#any-of? @_run "run" "run_simple")
 (#any-of? @_name "debug" "use_debugger")
 (#file-match? "(?m)^\\s*(from|import) (flask|werkzeug|dash|quart)\\b"))
((call
   function: (identifier) @_run
   arguments: (argument_list (keyword_argument name: (identifier) @_name value: (true)) @report))
 (#any-of? @_name "debug" "use_debugger")
 (#calls? @_run "werkzeug.serving.run_simple" "werkzeug.run_simple"))
