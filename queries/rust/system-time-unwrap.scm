((call_expression
   function: (field_expression
     value: (call_expression
       function: (field_expression field: (field_identifier) @method)
       arguments: (arguments) @_since)
     field: (field_identifier) @unwrap)) @report
  (#any-of? @method "elapsed" "duration_since")
  (#any-of? @unwrap "unwrap" "expect")
  (#not-match? @_since "EPOCH")
  (#file-match? "\\bSystemTime\\b|\\.(modified|created|accessed)\\(\\)"))
