((call_expression
   function: (field_expression field: (field_identifier) @method)
   arguments: (arguments . (string_literal (string_content) @_text) @affix . ")")) @report
  (#any-of? @method "trim_start_matches" "trim_end_matches" "trim_left_matches" "trim_right_matches")
  (#match? @_text "[A-Za-z0-9].*[A-Za-z0-9.:]|[.:][A-Za-z0-9]"))
