((expression_statement (call_expression function: (selector_expression operand: (_) @_first field: (field_identifier) @method)))
 . (defer_statement (call_expression function: (selector_expression operand: (_) @lock field: (field_identifier) @_deferred))) @report
 (#any-of? @method "Lock" "RLock")
 (#eq? @_deferred @method)
 (#same? @_first @lock))
