((call_expression
   function: (member_expression
     object: (call_expression function: (_) @_create arguments: (arguments . (string) @hash))
     property: (property_identifier) @_update)
   arguments: (arguments . (_) @_hashed)) @report
 (#eq? @_update "update")
 (#match? @hash "(?i)^[\"'](md5|sha-?1|sha-?224|sha-?256|sha-?384|sha-?512)[\"']$")
 (#match? @_hashed "(?i)(^|[^a-z])(password|passwd|passphrase|pwd)([^a-z]|$)")
 (#not-match? @_hashed "(?i)realm|nonce|challenge|scramble|file|path|hash")
 (#calls? @_create "crypto.createHash"))
