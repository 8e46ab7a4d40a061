((call_expression
   function: (field_expression
     value: (call_expression function: [(identifier) (scoped_identifier)] @_temp_dir)
     field: (field_identifier) @_join)
   arguments: (arguments . (string_literal) @path .)) @report
 (#match? @_temp_dir "(^|::)temp_dir$")
 (#eq? @_join "join"))

((call_expression
   function: (scoped_identifier) @_write
   arguments: (arguments . (string_literal) @path @report))
 (#match? @_write "(^|::)(File::(create|create_new)|fs::(write|create_dir|create_dir_all)|UnixListener::bind)$")
 (#match? @path "^\"/(tmp|var/tmp)/"))
