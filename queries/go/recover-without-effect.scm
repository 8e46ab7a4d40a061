((defer_statement (call_expression function: (identifier) @_recover)) @report (#eq? @_recover "recover"))
