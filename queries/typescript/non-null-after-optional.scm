((member_expression object: (non_null_expression [(member_expression (optional_chain)) (call_expression function: (member_expression (optional_chain)))] @_chain) @report)
 (#match? @report "\\?\\."))
