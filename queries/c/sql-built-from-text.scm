((call_expression function: (_) @_format) @report
 (#calls? @_format "sprintf" "snprintf" "asprintf" "std::snprintf" "std::sprintf")
 (#string-match? @report "(?is)^\\s*(select\\s.+\\sfrom|insert\\s+(or\\s+\\w+\\s+)?into|update\\s.+\\sset|delete\\s+from)\\s")
 (#part? @report sql))

((call_expression arguments: (argument_list [(string_literal) (concatenated_string)] @_sql)) @report
 (#match? @report "^(g_strdup_printf|sdscatprintf|xasprintf|apr_psprintf|talloc_asprintf)\\b")
 (#match? @_sql "(?is)^L?\"\\s*(select\\s.+\\sfrom|insert\\s+into|update\\s.+\\sset|delete\\s+from)\\s.*(=|\\blike|\\()\\s*'%s'"))
