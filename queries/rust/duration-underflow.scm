((binary_expression
   left: (_) @whole
   operator: "-"
   right: (call_expression
     function: (field_expression value: (_) @_start field: (field_identifier) @_elapsed)
     arguments: (arguments . ")")) @part) @report
  (#not-eq? @_start "self")
  (#eq? @_elapsed "elapsed")
  (#not-match? @whole "Instant::now\\(\\)|SystemTime::now\\(\\)")
  (#not-type? @whole "std::time::Instant" "std::time::SystemTime"))
