((call_expression function: (identifier) @_string arguments: (argument_list . [(identifier) (call_expression)] @value .)) @report
 (#eq? @_string "string")
 (#type? @value "int" "int64" "int16" "uint" "uint64" "uint16" "uint32" "len" "strconv.Atoi"))
