((binary_expression
   left: (call_expression) @now
   operator: "-"
   right: (_) @duration) @report
  (#match? @now "::now\\(\\)$")
  (#match? @duration "Duration::|^[A-Z_0-9]+$|(?i)(duration|timeout|interval|ttl|max_age|window|period)$")
  (#calls? @now "std::time::Instant::now" "tokio::time::Instant::now" "web_time::Instant::now" "instant::Instant::now"))

((binary_expression
   left: (call_expression) @now
   operator: "-"
   right: (_) @duration) @report
  (#match? @now "::now\\(\\)$")
  (#type? @duration "std::time::Duration")
  (#calls? @now "std::time::Instant::now" "tokio::time::Instant::now" "web_time::Instant::now" "instant::Instant::now"))
