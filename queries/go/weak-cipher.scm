((call_expression function: (selector_expression) @report)
 (#names? @report "crypto/des.NewCipher" "crypto/des.NewTripleDESCipher" "crypto/rc4.NewCipher"))
