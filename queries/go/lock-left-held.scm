((expression_statement (call_expression
   function: (selector_expression operand: (_) @lock field: (field_identifier) @taken)
   arguments: (argument_list . ")"))) @report
 (#any-of? @taken "Lock" "RLock")
 (#not-symbol-match? @report "(?i)(lock|acquire)\\w*$"))
