((call_expression
   function: (selector_expression) @_command
   arguments: (argument_list (interpreted_string_literal) @_shell . (interpreted_string_literal) @_flag . (_) @part @report))
 (#match? @_shell "^\"(/usr)?(/bin/)?(ba|z|k|da|a)?sh\"$|^\"(cmd|powershell|pwsh)(\\.exe)?\"$")
 (#match? @_flag "(?i)^\"(-[a-z]*c|/c|-command)\"$")
 (#names? @_command "os/exec.Command" "os/exec.CommandContext")
 (#string-match? @part "\\S")
 (#part? @part shell))
