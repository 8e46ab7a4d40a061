((binary_expression left: (_) @text operator: ["==" "!="] right: (string_literal)) @report
 (#declared? @text "^[^<]*\\bchar \\*?\\*?\\w+(\\[\\w*\\])?$"))

((binary_expression left: (string_literal) operator: ["==" "!="] right: (_) @text) @report
 (#declared? @text "^[^<]*\\bchar \\*?\\*?\\w+(\\[\\w*\\])?$"))
