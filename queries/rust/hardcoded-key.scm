((call_expression
   function: [(scoped_identifier) (generic_function)] @function
   arguments: (arguments . [
     (string_literal)
     (reference_expression value: (array_expression . [(integer_literal) (string_literal)]))
     (call_expression
       function: (field_expression value: (string_literal) field: (field_identifier) @_as)
       arguments: (arguments . ")"))
   ] @report .))
 (#match? @report "\\w{4}|, *\\w|; *\\d\\d")
 (#name-match? @function "(^|::)((Key|SecretKey|SigningKey)::(from_slice|derive_from|from_bytes)|(Aes\\w+|X?ChaCha20\\w*|Hmac\\w*)::new_from_slice|(EncodingKey|DecodingKey)::from_secret)$")
 (#not-name-match? @function "^self::"))
