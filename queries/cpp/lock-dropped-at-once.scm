((expression_statement [
   (call_expression function: (_) @lock)
   (compound_literal_expression type: (_) @lock)
 ]) @report
 (#names? @lock "std::lock_guard*" "std::unique_lock*" "std::scoped_lock*" "std::shared_lock*" "boost::lock_guard*"
   "absl::MutexLock"))
