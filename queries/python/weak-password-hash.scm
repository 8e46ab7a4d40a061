((call
   function: (attribute object: (identifier) @_module attribute: (identifier) @_name) @hash @report
   arguments: (argument_list . (_) @_hashed))
 (#eq? @_module "hashlib")
 (#any-of? @_name "md5" "sha1" "sha224" "sha256" "sha384" "sha512")
 (#match? @_hashed "(?i)(^|[^a-z])(password|passwd|passphrase|pwd)([^a-z]|$)")
 (#not-match? @_hashed "(?i)realm|nonce|challenge|scramble|file|path|hash"))
