((call function: [(identifier) (attribute)] @hash @report arguments: (argument_list . (_) @_hashed))
 (#match? @_hashed "(?i)(^|[^a-z])(password|passwd|passphrase|pwd)([^a-z]|$)")
 (#not-match? @_hashed "(?i)realm|nonce|challenge|scramble|file|path|hash")
 (#calls? @hash "hashlib.md5" "hashlib.sha1" "hashlib.sha224" "hashlib.sha256" "hashlib.sha384" "hashlib.sha512"))
