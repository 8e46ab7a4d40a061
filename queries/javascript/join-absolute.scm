((call_expression function: (_) @_resolve arguments: (arguments . (_) (string) @part @report))
 (#calls? @_resolve "path.resolve" "path.posix.resolve")
 (#match? @part "^[\"']/\\w"))
