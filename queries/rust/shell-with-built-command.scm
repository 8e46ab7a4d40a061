; `Command::new("sh").arg("-c").arg(format!(...))`
((call_expression
   function: (field_expression value: (call_expression) @_before field: (field_identifier) @_arg)
   arguments: (arguments . [
     (macro_invocation macro: [(identifier) (scoped_identifier)] @_format (token_tree) @_text) @report
     (reference_expression value: (macro_invocation macro: [(identifier) (scoped_identifier)] @_format (token_tree) @_text) @report)
   ]))
 (#eq? @_arg "arg")
 (#match? @_text "\\{[^{}]*\\}")
 (#match? @_before "(?s)^[\\w:]+::new\\(\\s*\"([^\"]*/)?(sh|bash|zsh|dash|ksh|cmd|cmd\\.exe|powershell|pwsh)\"")
 (#match? @_before "(?s)\\.arg\\(\\s*\"(-c|-lc|/C|/c|-Command)\"\\s*\\)$")
 (#name-match? @_before "^((std|tokio|async_std|async_process|smol)::)?(process::)?Command::new\\(\\)")
 (#names? @_format "std::format"))

; `Command::new("sh").args(["-c", &format!(...)])`
((call_expression
   function: (field_expression value: (_) @_before field: (field_identifier) @_args)
   arguments: (arguments . [
     (array_expression) @_list
     (reference_expression value: (array_expression) @_list)
   ])) @report
 (#eq? @_args "args")
 (#match? @_before "(?s)^[\\w:]+::new\\(\\s*\"([^\"]*/)?(sh|bash|zsh|dash|ksh|cmd|cmd\\.exe|powershell|pwsh)\"")
 (#match? @_list "(?s)^\\[\\s*\"(-c|-lc|/C|/c|-Command)\"(\\.to_string\\(\\)|\\.to_owned\\(\\)|\\.into\\(\\))?,\\s*&?format!\\(\\s*\"[^\"]*\\{")
 (#name-match? @_before "^((std|tokio|async_std|async_process|smol)::)?(process::)?Command::new\\(\\)"))
