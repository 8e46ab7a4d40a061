((call_expression
   function: (scoped_identifier) @function
   arguments: (arguments . [
     (string_literal)
     (array_expression . (integer_literal))
     (reference_expression value: (array_expression . (integer_literal)))
   ])) @report
 (#match? @function "^(\\w+::)*X?Nonce(::<\\w+>)?::(from_slice|from|assume_unique_for_key|try_assume_unique_for_key|from_bytes)$"))
