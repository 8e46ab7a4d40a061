((method_invocation
   object: (_) @_log
   name: (identifier) @_level
   arguments: (argument_list [
     (identifier) @secret @report
     (field_access field: (identifier) @secret) @report
     (method_invocation name: (identifier) @secret) @report
     (binary_expression operator: "+" [
       (identifier) @secret @report
       (field_access field: (identifier) @secret) @report
       (method_invocation name: (identifier) @secret) @report
     ])
     (binary_expression operator: "+" (binary_expression operator: "+" right: [
       (identifier) @secret @report
       (field_access field: (identifier) @secret) @report
       (method_invocation name: (identifier) @secret) @report
     ]))
   ]))
 (#any-of? @_level "trace" "debug" "info" "warn" "error" "fatal" "fine" "finer" "finest" "warning" "severe" "println" "print" "log")
 (#match? @_log "^(this\\.)?_?(log|logger|LOG|LOGGER|Log|Logger|System\\.out|System\\.err)$")
 (#match? @secret "(?i)^(get)?(\\w*(password|passwd|passphrase|clientSecret|secretKey|secretAccessKey|privateKey|apiKey|accessToken|authToken|refreshToken|bearerToken)|client_secret|secret_key|private_key|api_key|access_token)$")
 (#not-match? @secret "^(is|has|use|no|need|needs|with|ask|want|show|on|set)[A-Z]"))
