((call_expression function: (_) @_sign arguments: (argument_list . (_) . (_) @report))
 (#calls? @_sign "HMAC" "HMAC_Init_ex" "CMAC_Init")
 (#value-match? @report "^(\\(.*\\)\\s*)?\"[^\"]|^\\{\\s*(0x|')"))

((call_expression function: (_) @_set arguments: (argument_list . (_) @report))
 (#calls? @_set "AES_set_encrypt_key" "AES_set_decrypt_key" "DES_set_key")
 (#value-match? @report "^(\\(.*\\)\\s*)?\"[^\"]|^\\{\\s*(0x|')"))

((call_expression function: (_) @_start arguments: (argument_list . (_) . (_) . (_) . (_) @report))
 (#calls? @_start "EVP_EncryptInit_ex" "EVP_DecryptInit_ex" "EVP_CipherInit_ex")
 (#value-match? @report "^(\\(.*\\)\\s*)?\"[^\"]|^\\{\\s*(0x|')"))
