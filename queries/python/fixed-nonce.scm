((call
   function: [(identifier) (attribute)] @_new
   arguments: (argument_list . (_) . (_) @_mode . (_) @value @report))
 (#match? @_mode "MODE_(CBC|CTR|GCM|CFB|OFB|EAX|CCM|OCB)$")
 (#match? @value "^((iv|nonce|IV)\\s*=\\s*)?(b[\"'][^\"']*[\"']|bytes\\(\\d+\\)|[\"'][^\"']*[\"']\\.encode\\(\\))(\\s*\\*\\s*(\\d+|AES\\.block_size))?$")
 (#calls? @_new "Crypto.Cipher.AES.new" "Cryptodome.Cipher.AES.new" "AES.new"))
((call function: [(identifier) (attribute)] @_new arguments: (argument_list . (_) @value @report))
 (#match? @value "^(b[\"'][^\"']*[\"']|bytes\\(\\d+\\))(\\s*\\*\\s*\\d+)?$")
 (#calls? @_new "cryptography.hazmat.primitives.ciphers.modes.CBC" "cryptography.hazmat.primitives.ciphers.modes.CTR"
   "cryptography.hazmat.primitives.ciphers.modes.GCM" "cryptography.hazmat.primitives.ciphers.modes.CFB"
   "cryptography.hazmat.primitives.ciphers.modes.OFB" "modes.CBC" "modes.CTR" "modes.GCM" "modes.CFB" "modes.OFB"))
((call
   function: (attribute object: (_) @_cipher attribute: (identifier) @_seal)
   arguments: (argument_list . (_) @value @report))
 (#eq? @_seal "encrypt")
 (#match? @value "^(b[\"'][^\"']*[\"']|bytes\\(\\d+\\))(\\s*\\*\\s*\\d+)?$")
 (#type? @_cipher "cryptography.hazmat.primitives.ciphers.aead.AESGCM"
   "cryptography.hazmat.primitives.ciphers.aead.ChaCha20Poly1305"
   "cryptography.hazmat.primitives.ciphers.aead.AESCCM" "AESGCM" "ChaCha20Poly1305" "AESCCM"))
