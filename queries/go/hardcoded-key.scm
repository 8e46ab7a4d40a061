((call_expression
   function: [(selector_expression) (identifier)] @_function
   arguments: (argument_list (_) @report))
 (#names? @_function "crypto/hmac.New" "crypto/aes.NewCipher" "golang.org/x/crypto/chacha20poly1305.New")
 (#value-match? @report "^\\[\\]byte\\([\"`][^\"`]{4}|^\\[\\]byte\\{ *0x\\w+, "))
((call_expression
   function: (selector_expression field: (field_identifier) @_function)
   arguments: (argument_list . (_) @report .))
 (#eq? @_function "SignedString")
 (#value-match? @report "^\\[\\]byte\\([\"`][^\"`]{3}"))
((return_statement (expression_list . (_) @report . (nil) .)) @_return
 (#match? @report "^\\[\\]byte\\([\"`][^\"`]{3}")
 (#around-match? @_return function "^func\\(\\w+ \\*(jwt\\.)?Token\\)"))
