((method_invocation
   name: (identifier) @_get
   arguments: (argument_list . (string_literal) @report)) @_call
 (#eq? @_get "getInstance")
 (#match? @report "^\"(?i:AES|AES/ECB/.*|DES(ede)?(/.*)?|RC2(/.*)?|RC4|ARCFOUR|Blowfish(/.*)?)\"$")
 (#calls? @_call "javax.crypto.Cipher.getInstance"))
