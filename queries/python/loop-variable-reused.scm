(for_statement left: (_) @report) @loop
