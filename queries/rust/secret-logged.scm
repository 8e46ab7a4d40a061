; The value itself, not a method on it, a path through it or something of its name. The check finds a placeholder.
((macro_invocation
   macro: [(identifier) (scoped_identifier)] @_log
   (token_tree (identifier) @secret @report))
 (#not-match? @secret "^(is|has|use|no|needs?|with|ask|want|show)_")
 (#match? @secret "^(\\w+_)?(password|passwd|passphrase|secret|secret_key|api_key|apikey|private_key|access_token|refresh_token|auth_token|bearer_token)$")
 (#not-used-as? @secret "^\\.(is_some|is_none|is_empty|is_ok|len|redacted|map|file|path)\\b|^_(\\(\\)|::|\\{\\}| [=!])")
 (#name-match? @_log "(^|::)(trace|debug|info|warn|error|log|event|println|eprintln|print)$")
 (#not-name-match? @_log "^self::"))

((macro_invocation
   macro: [(identifier) (scoped_identifier)] @_log
   (token_tree (string_literal) @report))
 (#match? @report "\\{(\\w+_)?(password|passwd|passphrase|secret|secret_key|api_key|apikey|private_key|access_token|refresh_token|auth_token|bearer_token)(:[^}]*)?\\}")
 (#name-match? @_log "(^|::)(trace|debug|info|warn|error|log|event|println|eprintln|print)$")
 (#not-name-match? @_log "^self::"))
