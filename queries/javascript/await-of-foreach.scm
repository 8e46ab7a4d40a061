((await_expression (call_expression function: (member_expression property: (property_identifier) @_each))) @report
 (#eq? @_each "forEach")
 (#has-descendant? @report arrow_function function_expression)
 (#not-match? @report "^await\\s+(db|cursor|\\w*[cC]ursor|\\w*[qQ]uery|collection|this\\.\\w*cursor)\\b"))
