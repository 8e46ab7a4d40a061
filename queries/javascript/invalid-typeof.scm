((binary_expression left: (unary_expression operator: "typeof") operator: ["==" "===" "!=" "!=="] right: (string (string_fragment) @_type)) @report
 (#not-any-of? @_type "undefined" "object" "boolean" "number" "string" "function" "symbol" "bigint" "unknown" "date"))
((binary_expression left: (unary_expression operator: "typeof") operator: ["==" "===" "!=" "!=="] right: [(undefined) (null)]) @report)
