((call_expression
   function: (field_expression
     value: (call_expression function: [(identifier) (scoped_identifier)] @_temp_dir)
     field: (field_identifier) @_join)
   arguments: (arguments . (string_literal) @path .)) @report
 (#eq? @_join "join")
 (#names? @_temp_dir "std::env::temp_dir"))

((call_expression
   function: [(identifier) (scoped_identifier)] @_write
   arguments: (arguments . (string_literal) @path @report))
 (#match? @path "^\"/(tmp|var/tmp)/")
 (#names? @_write
   "std::fs::File::create" "std::fs::File::create_new" "std::fs::write" "std::fs::create_dir"
   "std::fs::create_dir_all" "tokio::fs::File::create" "tokio::fs::File::create_new" "tokio::fs::write"
   "tokio::fs::create_dir" "tokio::fs::create_dir_all" "async_std::fs::File::create"
   "async_std::fs::File::create_new" "async_std::fs::write" "async_std::fs::create_dir"
   "async_std::fs::create_dir_all" "fs_err::File::create" "fs_err::File::create_new" "fs_err::write"
   "fs_err::create_dir" "fs_err::create_dir_all" "std::os::unix::net::UnixListener::bind"
   "tokio::net::UnixListener::bind"))
