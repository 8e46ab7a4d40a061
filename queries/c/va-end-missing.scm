((call_expression function: (identifier) @_start arguments: (argument_list . (identifier) @list)) @report
 (#eq? @_start "va_start")
 (#inside? @report function)
 (#not-around-match? @report function "va_end"))
