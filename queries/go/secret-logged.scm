((call_expression
   function: (selector_expression field: (field_identifier) @_level) @_log
   arguments: (argument_list [(identifier) (selector_expression)] @secret @report))
 (#match? @secret "(?i)(^|[._])\\w*(password|passwd|passphrase|client_?secret|secret_?key|secret_?access_?key|private_?key|api_?key|access_?token|auth_?token|refresh_?token|bearer_?token)$")
 (#not-match? @secret "(?i)(^|[._])(is|has|use|no|need|needs|with|ask|want|show|err|invalid|missing|env|flag)[_A-Z]|^Err|Public")
 (#match? @_log "(?i)(^|\\.)(log|logger|slog|klog|glog|logrus|zap|sugar|l|lg)\\.\\w+$|^(self\\.)?log\\.")
 (#match? @_level "^(Debug|Info|Warn|Warning|Error|Print|Trace|Notice|Fatal|Panic)(f|ln|w|Context|S)?$")
 (#not-file-match? "(?i)type \\w*redacted|Redact"))
((call_expression
   function: (selector_expression) @_print
   arguments: (argument_list [(identifier) (selector_expression)] @secret @report))
 (#match? @secret "(?i)(^|[._])\\w*(password|passwd|passphrase|client_?secret|secret_?key|secret_?access_?key|private_?key|access_?token|auth_?token|refresh_?token|bearer_?token)$")
 (#not-match? @secret "(?i)(^|[._])(is|has|use|no|need|needs|with|ask|want|show|err|invalid|missing|env|flag)[_A-Z]|^Err|Public")
 (#names? @_print "log.Print" "log.Printf" "log.Println" "log/slog.*"))
