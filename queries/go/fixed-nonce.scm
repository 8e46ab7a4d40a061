; `gcm.Seal(nil, nonce, ...)`, `cipher.NewCBCEncrypter(block, iv)`.
((call_expression
   function: (selector_expression field: (field_identifier) @_seal)
   arguments: (argument_list . (_) . (_) @report . (_) . (_)))
 (#eq? @_seal "Seal")
 (#value-match? @report "^\\[\\]byte(\\(\"|\\{)"))
((call_expression
   function: (selector_expression) @_new
   arguments: (argument_list . (_) . (_) @report .))
 (#names? @_new "crypto/cipher.NewCBCEncrypter" "crypto/cipher.NewCTR" "crypto/cipher.NewCFBEncrypter" "crypto/cipher.NewOFB")
 (#value-match? @report "^\\[\\]byte(\\(\"|\\{)"))
((call_expression
   function: (selector_expression field: (field_identifier) @_seal)
   arguments: (argument_list . (_) . (identifier) @report . (_) . (_)))
 (#eq? @_seal "Seal")
 (#value-match? @report "^make\\(\\[\\]byte, ")
 (#fresh? @report))
