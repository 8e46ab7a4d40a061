((call
   function: (attribute object: (identifier) @_jwt attribute: (identifier) @_decode)
   arguments: (argument_list (keyword_argument) @report))
 (#eq? @_jwt "jwt")
 (#eq? @_decode "decode")
 (#match? @report "^verify\\s*=\\s*False|verify_signature[\"']?\\s*[:=]\\s*False|^algorithms?\\s*=.*[\"']none[\"']"))
