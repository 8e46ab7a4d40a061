((expression_statement (call_expression function: (_) @report))
 (#calls? @report "child_process.spawnSync"))
