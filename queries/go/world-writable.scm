((call_expression function: (selector_expression) @_chmod arguments: (argument_list . (_) . (int_literal) @mode @report .))
 (#match? @mode "^0[oO]?0?[0-7][0-7][2367]$")
 (#names? @_chmod "os.Chmod" "syscall.Chmod"))
((call_expression
   function: (selector_expression field: (field_identifier) @_chmod)
   arguments: (argument_list . (int_literal) @mode @report .))
 (#eq? @_chmod "Chmod")
 (#match? @mode "^0[oO]?0?[0-7][0-7][2367]$"))
