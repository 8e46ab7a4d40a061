; `Command::new("sh").arg("-c").arg(format!(...))`
((call_expression
   function: (field_expression value: (call_expression) @_before field: (field_identifier) @_arg)
   arguments: (arguments . [
     (macro_invocation macro: (identifier) @_format (token_tree) @_text) @report
     (reference_expression value: (macro_invocation macro: (identifier) @_format (token_tree) @_text) @report)
   ]))
 (#eq? @_arg "arg")
 (#eq? @_format "format")
 (#match? @_text "\\{[^{}]*\\}")
 (#match? @_before "(?s)Command::new\\(\\s*\"([^\"]*/)?(sh|bash|zsh|dash|ksh|cmd|cmd\\.exe|powershell|pwsh)\"")
 (#match? @_before "(?s)\\.arg\\(\\s*\"(-c|-lc|/C|/c|-Command)\"\\s*\\)$"))

; `Command::new("sh").args(["-c", &format!(...)])`
((call_expression
   function: (field_expression value: (_) @_before field: (field_identifier) @_args)
   arguments: (arguments . [
     (array_expression) @_list
     (reference_expression value: (array_expression) @_list)
   ])) @report
 (#eq? @_args "args")
 (#match? @_before "(?s)Command::new\\(\\s*\"([^\"]*/)?(sh|bash|zsh|dash|ksh|cmd|cmd\\.exe|powershell|pwsh)\"")
 (#match? @_list "(?s)^\\[\\s*\"(-c|-lc|/C|/c|-Command)\"(\\.to_string\\(\\)|\\.to_owned\\(\\)|\\.into\\(\\))?,\\s*&?format!\\(\\s*\"[^\"]*\\{"))
