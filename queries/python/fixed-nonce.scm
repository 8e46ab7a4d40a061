((call
   function: (attribute) @_new
   arguments: (argument_list . (_) . (_) @_mode . (_) @value @report))
 (#eq? @_new "AES.new")
 (#match? @_mode "MODE_(CBC|CTR|GCM|CFB|OFB|EAX|CCM|OCB)$")
 (#match? @value "^((iv|nonce|IV)\\s*=\\s*)?(b[\"'][^\"']*[\"']|bytes\\(\\d+\\)|[\"'][^\"']*[\"']\\.encode\\(\\))(\\s*\\*\\s*(\\d+|AES\\.block_size))?$"))
((call function: (attribute) @_new arguments: (argument_list . (_) @value @report))
 (#match? @_new "^modes\\.(CBC|CTR|GCM|CFB|OFB)$")
 (#match? @value "^(b[\"'][^\"']*[\"']|bytes\\(\\d+\\))(\\s*\\*\\s*\\d+)?$"))
((call
   function: (attribute object: (call function: (identifier) @_new) attribute: (identifier) @_seal)
   arguments: (argument_list . (_) @value @report))
 (#any-of? @_new "AESGCM" "ChaCha20Poly1305" "AESCCM")
 (#eq? @_seal "encrypt")
 (#match? @value "^(b[\"'][^\"']*[\"']|bytes\\(\\d+\\))(\\s*\\*\\s*\\d+)?$"))
