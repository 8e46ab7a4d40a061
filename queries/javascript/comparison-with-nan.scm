((binary_expression operator: ["==" "===" "!=" "!==" "<" ">" "<=" ">="] [(identifier) (member_expression)] @_nan) @report
 (#names? @_nan "NaN" "Number.NaN"))
((switch_case value: (identifier) @_nan) @report
 (#names? @_nan "NaN"))
