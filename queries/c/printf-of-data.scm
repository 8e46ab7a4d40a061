((call_expression function: (_) @_print arguments: (argument_list . (_) @text .)) @report
 (#calls? @_print "printf" "std::printf" "vprintf" "g_print")
 (#kind-eq? @text identifier field_expression subscript_expression call_expression)
 (#not-match? @text "^[A-Z_][A-Z0-9_]*$|(?i)fmt|format|usage|help|^_\\(|gettext|^N_\\(|^tr\\(|^[A-Z_]+\\(|msg_?id|template|banner|version|\"")
 (#not-value-match? @text "^L?\"|^(static )?const char")
 (#not-declared? @text "^(static )?const char[^(]*\\[\\]"))

((call_expression function: (_) @_print arguments: (argument_list . (_) . (_) @text .)) @report
 (#calls? @_print "fprintf" "sprintf" "syslog" "dprintf" "std::fprintf" "asprintf")
 (#kind-eq? @text identifier field_expression subscript_expression call_expression)
 (#not-match? @text "^[A-Z_][A-Z0-9_]*$|(?i)fmt|format|usage|help|^_\\(|gettext|^N_\\(|^tr\\(|^[A-Z_]+\\(|msg_?id|template|banner|version|\"")
 (#not-value-match? @text "^L?\"|^(static )?const char")
 (#not-declared? @text "^(static )?const char[^(]*\\[\\]"))
