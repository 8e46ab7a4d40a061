((call_expression
   function: [(scoped_identifier) (identifier)] @hash
   arguments: (arguments . (_) @_argument)) @report
 (#match? @_argument "(?i)\\b(\\w+_)?(password|passwd|passphrase)\\b(\\.(as_bytes|as_str|as_ref|clone|to_string|trim)\\(\\))*$")
 (#name-match? @hash "(^|::)((Md5|Sha1|Sha224|Sha256|Sha384|Sha512)::(digest|new_with_prefix)|md5::compute|blake3::hash|sha(1|256|512)::?(digest|hash))$")
 (#not-name-match? @hash "^self::"))
