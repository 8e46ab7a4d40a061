((method_invocation name: (identifier) @hash @report arguments: (argument_list . (_) @_hashed .))
 (#any-of? @hash "digest" "update")
 (#match? @_hashed "(?i)(^|[^a-z])(\\w*password|passwd|passphrase|pwd)([^a-z]|$)")
 (#not-match? @_hashed "(?i)realm|nonce|challenge|scramble|file|path|hash|seed")
 (#names? @hash "java.security.MessageDigest().digest" "java.security.MessageDigest().update"
   "java.security.MessageDigest.getInstance().digest" "MessageDigest().digest" "MessageDigest().update"
   "MessageDigest.getInstance().digest"))
((method_invocation name: (identifier) @hash @report arguments: (argument_list . (_) @_hashed .))
 (#match? @hash "^(md5|sha|sha1|sha256|sha384|sha512)(Hex)?$")
 (#match? @_hashed "(?i)(^|[^a-z])(\\w*password|passwd|passphrase|pwd)([^a-z]|$)")
 (#not-match? @_hashed "(?i)realm|nonce|challenge|scramble|file|path|hash")
 (#names? @hash "org.apache.commons.codec.digest.DigestUtils.*"))
