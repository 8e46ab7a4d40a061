((expression_statement (call_expression function: (_) @name)) @report
 (#names? @name "std::runtime_error" "std::logic_error" "std::invalid_argument" "std::out_of_range" "std::domain_error"
   "std::length_error" "std::range_error" "std::overflow_error" "std::underflow_error" "std::system_error" "std::exception"))
