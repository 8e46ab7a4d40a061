((call_expression function: (_) @hash arguments: (argument_list . (_) @_first)) @report
 (#calls? @hash "MD5" "SHA1" "SHA256" "SHA512" "CC_MD5" "CC_SHA1" "CC_SHA256")
 (#match? @_first "(?i)^(\\(.*\\)\\s*)?[\\w.>-]*(password|passwd|passphrase)\\b"))

((call_expression function: (_) @hash arguments: (argument_list . (_) . (_) @_text)) @report
 (#calls? @hash "MD5_Update" "SHA1_Update" "SHA256_Update" "SHA512_Update")
 (#match? @_text "(?i)^(\\(.*\\)\\s*)?[\\w.>-]*(password|passwd|passphrase)\\b"))
