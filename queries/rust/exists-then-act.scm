((if_expression
   condition: [
     (call_expression function: (field_expression value: (_) @path field: (field_identifier) @_exists))
     (unary_expression "!" (call_expression function: (field_expression value: (_) @path field: (field_identifier) @_exists)))
   ] @_condition @report
   consequence: (block . [
     (expression_statement (try_expression (call_expression function: (_) @act arguments: (arguments . (_) @_target))))
     (expression_statement (call_expression function: (field_expression value: (call_expression function: (_) @act arguments: (arguments . (_) @_target)))))
     (try_expression (call_expression function: (_) @act arguments: (arguments . (_) @_target)))
     (call_expression function: (_) @act arguments: (arguments . (_) @_target))
   ]))
 (#eq? @_exists "exists")
 (#match? @act "(^|::)fs::(remove_file|remove_dir|remove_dir_all|create_dir)$|(^|::)File::create$|^remove_file$|^remove_dir_all$"))
