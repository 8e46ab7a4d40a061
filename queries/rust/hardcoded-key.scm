((call_expression
   function: (scoped_identifier) @function
   arguments: (arguments . [
     (string_literal)
     (reference_expression value: (array_expression . [(integer_literal) (string_literal)]))
     (call_expression
       function: (field_expression value: (string_literal) field: (field_identifier) @_as)
       arguments: (arguments . ")"))
   ] @report .))
 (#match? @function "^((\\w+::)*(Key(::<\\w+>)?|SecretKey|SigningKey)::(from_slice|derive_from|from_bytes)|(\\w+::)*(Aes\\w+|ChaCha20\\w*|XChaCha20\\w*|Hmac(::<\\w+>)?|Hmac\\w+)::new_from_slice|(\\w+::)*(EncodingKey|DecodingKey)::from_secret)$")
 (#match? @report "\\w{4}|, *\\w|; *\\d\\d"))
