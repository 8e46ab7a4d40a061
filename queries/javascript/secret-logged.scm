((call_expression function: (member_expression) @_log arguments: (arguments [(identifier) (member_expression)] @secret @report))
 (#match? @secret "(?i)(^|[._])(password|passwd|passphrase|client_?secret|secret_?key|secret_?access_?key|private_?key|api_?key|access_?token|auth_?token|refresh_?token|bearer_?token)$")
 (#not-match? @secret "(^|[._])(is|has|use|no|need|needs|with|ask|want|show)(_|[A-Z])")
 (#match? @_log "^(console|(this\\.)?_?(log|logger|winston))\\.(log|debug|info|warn|error|trace|verbose)$"))
((call_expression
   function: (member_expression) @_log
   arguments: (arguments (template_string (template_substitution [(identifier) (member_expression)] @secret @report))))
 (#match? @secret "(?i)(^|[._])(password|passwd|passphrase|client_?secret|secret_?key|secret_?access_?key|private_?key|api_?key|access_?token|auth_?token|refresh_?token|bearer_?token)$")
 (#not-match? @secret "(^|[._])(is|has|use|no|need|needs|with|ask|want|show)(_|[A-Z])")
 (#match? @_log "^(console|(this\\.)?_?(log|logger|winston))\\.(log|debug|info|warn|error|trace|verbose)$"))
