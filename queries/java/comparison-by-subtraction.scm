((return_statement (binary_expression
   left: [(identifier) (field_access) (method_invocation)] @_left
   operator: "-"
   right: [(identifier) (field_access) (method_invocation)] @_right) @report)
 (#symbol-match? @report "(^|\\.)(compareTo|compare)$")
 (#not-match? @report "(?i)length|size\\(\\)|ordinal|priority|order\\b|index|count|level|rank|depth|offset|charAt|& 0x"))
