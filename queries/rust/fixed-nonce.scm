((call_expression
   function: [(scoped_identifier) (generic_function)] @function
   arguments: (arguments . [
     (string_literal)
     (array_expression . (integer_literal))
     (reference_expression value: (array_expression . (integer_literal)))
   ])) @report
 (#name-match? @function "(^|::)X?Nonce::(from_slice|from|assume_unique_for_key|try_assume_unique_for_key|from_bytes)$")
 (#not-name-match? @function "^self::"))
