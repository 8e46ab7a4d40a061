((call_expression
   function: (field_expression value: (_) @base field: (field_identifier) @_join)
   arguments: (arguments . (string_literal (string_content) @_text) @part @report . ")"))
  (#eq? @_join "join")
  (#match? @_text "^/[A-Za-z0-9_.]")
  (#match? @base "(?i)(path|dir|root|folder|home|tmp|temp|workspace|cwd)\\w*(\\(\\))?(\\.unwrap\\(\\)|\\?)?$|Path(Buf)?::(new|from)\\([^()]*\\)$")
  (#not-match? @base "(?i)url|uri|endpoint"))
