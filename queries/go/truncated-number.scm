((call_expression function: (identifier) @_type arguments: (argument_list . (identifier) @number .)) @report
 (#any-of? @_type "int8" "int16" "int32" "uint8" "uint16" "uint32" "byte")
 (#type? @number "strconv.Atoi")
 (#not-around-match? @report function "math\\.Max|[<>]=? *(0x\\w+|\\d{3,}|1 *<<)"))
((call_expression function: (identifier) @_type arguments: (argument_list . (identifier) @number .)) @report
 (#any-of? @_type "int8" "int16" "int32" "uint8" "uint16" "uint32" "byte")
 (#value-match? @number "(?s)^strconv\\.Parse(Int|Uint)\\(.*, *64\\)$")
 (#not-around-match? @report function "math\\.Max|[<>]=? *(0x\\w+|\\d{3,}|1 *<<)"))
