((macro_invocation
   macro: [(identifier) (scoped_identifier)] @_format
   (token_tree . [(string_literal) (raw_string_literal)] @_sql)) @report
 (#match? @_sql "(?s)^r?#*\"\\s*((SELECT\\s.+\\sFROM|INSERT\\s+(OR\\s+\\w+\\s+)?INTO|UPDATE\\s.+\\sSET|DELETE\\s+FROM)\\s|(select\\s.+\\sfrom\\s.+\\swhere|insert\\s+into\\s.+\\svalues|update\\s.+\\sset\\s.+=|delete\\s+from\\s.+\\swhere)[\\s(])")
 (#match? @_sql "(?is)[\\s=(,]'[^'{]*\\{[^{}]*\\}[^'{]*'|(\\b(where|and|or|set)\\s+[\\w.\"]+\\s*(=|<>|!=|<|>|<=|>=|\\slike)\\s*\\{[^{}]*\\})")
 (#names? @_format "std::format"))

((binary_expression
   left: (_) @_sql
   operator: "+"
   right: (reference_expression)) @report
 (#match? @_sql "(?is)^(string::from\\()?r?#*\"\\s*(select\\s.+\\sfrom|insert\\s+into|update\\s.+\\sset|delete\\s+from)\\s[^\"]*(=|like|\\()\\s*'%?\"[^\"]*$"))
