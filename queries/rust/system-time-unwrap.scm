((call_expression
   function: (field_expression
     value: (call_expression
<<<<<<< HEAD
       function: (field_expression field: (field_identifier) @method)
       arguments: (arguments) @_since)
     field: (field_identifier) @unwrap)) @report
  (#any-of? @method "elapsed" "duration_since")
  (#any-of? @unwrap "unwrap" "expect")
  (#not-match? @_since "EPOCH")
  (#file-match? "\\bSystemTime\\b|\\.(modified|created|accessed)\\(\\)"))
=======
       function: (field_expression field: (field_identifier) @_since)
       arguments: (arguments . (_) @_earlier .))
     field: (field_identifier) @_unwrap)) @report @call
 (#eq? @_since "duration_since")
 (#any-of? @_unwrap "unwrap" "expect")
 (#not-match? @_earlier "(?i)epoch"))

((call_expression
   function: (field_expression
     value: (call_expression
       function: (field_expression field: (field_identifier) @_elapsed)
       arguments: (arguments . ")"))
     field: (field_identifier) @_unwrap)) @report @call
 (#eq? @_elapsed "elapsed")
 (#any-of? @_unwrap "unwrap" "expect")
 (#not-match? @call "(?i)epoch"))
>>>>>>> rules-rsb
