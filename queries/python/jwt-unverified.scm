((call
   function: [(identifier) (attribute)] @_decode
   arguments: (argument_list (keyword_argument) @report))
 (#match? @report "^verify\\s*=\\s*False|verify_signature[\"']?\\s*[:=]\\s*False|^algorithms?\\s*=.*[\"']none[\"']")
 (#calls? @_decode "jwt.decode" "*.jwt.decode" "jwt.PyJWT().decode"))
