((call_expression function: (_) @_start arguments: (argument_list . (_) . (_) . (_) . (_) . (_) @report .))
 (#calls? @_start "EVP_EncryptInit_ex" "EVP_EncryptInit_ex2")
 (#value-match? @report "^(\\(.*\\)\\s*)?\"[^\"]|^\\{\\s*(0x|'|\\d)"))
