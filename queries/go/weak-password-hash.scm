((call_expression function: (selector_expression) @hash @report arguments: (argument_list . (_) @_hashed .))
 (#match? @_hashed "(?i)(^|[^a-z])\\w*(password|passwd|passphrase|pwd)([^a-z]|$)")
 (#not-match? @_hashed "(?i)realm|nonce|challenge|scramble|file|path|hash")
 (#names? @hash "crypto/md5.Sum" "crypto/sha1.Sum" "crypto/sha256.Sum256" "crypto/sha512.Sum512"))
