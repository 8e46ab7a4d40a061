((binary_expression
   left: (call_expression) @now
   operator: "-"
   right: (_) @duration) @report
  (#match? @now "Instant::now\\(\\)$")
  (#match? @duration "Duration::|^[A-Z_0-9]+$|(?i)(duration|timeout|interval|ttl|max_age|window|period)$"))
