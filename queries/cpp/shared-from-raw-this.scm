((call_expression function: (_) @_make arguments: (argument_list . (this) .)) @report
 (#names? @_make "std::shared_ptr*" "std::unique_ptr*" "boost::shared_ptr*"))

((declaration type: (_) @_make declarator: (init_declarator value: (argument_list . (this) .)) @report)
 (#names? @_make "std::shared_ptr*" "std::unique_ptr*" "boost::shared_ptr*"))
