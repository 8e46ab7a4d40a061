; What is there is removed; what was asked about is what is acted on.
((if_expression
   condition: (call_expression function: (field_expression value: (_) @path field: (field_identifier) @_exists)) @report
   consequence: (block . [
     (expression_statement (try_expression (call_expression function: (_) @act arguments: (arguments . (_) @_target))))
     (expression_statement (call_expression function: (field_expression value: (call_expression function: (_) @act arguments: (arguments . (_) @_target)))))
     (try_expression (call_expression function: (_) @act arguments: (arguments . (_) @_target)))
     (call_expression function: (_) @act arguments: (arguments . (_) @_target))
   ]))
 (#eq? @_exists "exists")
 (#same? @path @_target)
 (#names? @act
   "std::fs::remove_file" "std::fs::remove_dir" "std::fs::remove_dir_all" "tokio::fs::remove_file"
   "tokio::fs::remove_dir" "tokio::fs::remove_dir_all" "async_std::fs::remove_file" "async_std::fs::remove_dir"
   "async_std::fs::remove_dir_all" "fs_err::remove_file" "fs_err::remove_dir" "fs_err::remove_dir_all"))

; What is not there is made.
((if_expression
   condition: (unary_expression "!" (call_expression function: (field_expression value: (_) @path field: (field_identifier) @_exists))) @report
   consequence: (block . [
     (expression_statement (try_expression (call_expression function: (_) @act arguments: (arguments . (_) @_target))))
     (expression_statement (call_expression function: (field_expression value: (call_expression function: (_) @act arguments: (arguments . (_) @_target)))))
     (try_expression (call_expression function: (_) @act arguments: (arguments . (_) @_target)))
     (call_expression function: (_) @act arguments: (arguments . (_) @_target))
   ]))
 (#eq? @_exists "exists")
 (#same? @path @_target)
 (#names? @act
   "std::fs::create_dir" "std::fs::File::create" "tokio::fs::create_dir" "tokio::fs::File::create"
   "async_std::fs::create_dir" "async_std::fs::File::create" "fs_err::create_dir" "fs_err::File::create"))
