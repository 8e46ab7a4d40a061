(debugger_statement) @report
