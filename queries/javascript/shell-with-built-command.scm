((call_expression function: (_) @_run arguments: (arguments . (_) @part @report))
 (#calls? @_run "child_process.exec" "child_process.execSync" "shelljs.exec" "*.child_process.exec"
   "*.child_process.execSync")
 (#string-match? @part "\\S")
 (#part? @part shell))
