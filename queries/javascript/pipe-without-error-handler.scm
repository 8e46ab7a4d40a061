((call_expression
   function: (member_expression object: (call_expression function: (_) @stream) property: (property_identifier) @_pipe)) @report
 (#eq? @_pipe "pipe")
 (#calls? @stream "fs.createReadStream" "http.get" "https.get"))
