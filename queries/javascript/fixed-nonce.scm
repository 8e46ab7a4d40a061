((call_expression
   function: (_) @_cipher
   arguments: (arguments . (_) . (_) . [(string (string_fragment)) (call_expression) (new_expression)] @report))
 (#calls? @_cipher "crypto.createCipheriv")
 (#match? @report "^([\"']|Buffer\\.alloc\\(\\s*\\d+\\s*\\)$|Buffer\\.alloc\\(\\s*\\d+,\\s*0\\s*\\)$|Buffer\\.from\\(\\s*[\"']|new Uint8Array\\(\\s*\\d+\\s*\\)$)"))
