((binary_expression
   left: (_) @whole
   operator: "-"
   right: (call_expression
     function: (field_expression field: (field_identifier) @_elapsed)
     arguments: (arguments . ")")) @part) @report
  (#eq? @_elapsed "elapsed")
  (#not-match? @whole "Instant::now\\(\\)|SystemTime::now\\(\\)"))
