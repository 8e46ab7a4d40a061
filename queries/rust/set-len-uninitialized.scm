; Between `with_capacity` and `set_len` nobody touches the vector.
((call_expression
   function: (field_expression value: (identifier) @name field: (field_identifier) @_set_len)
   arguments: (arguments . (_) @_length)) @report
 (#eq? @_set_len "set_len")
 (#not-eq? @_length "0")
 (#type? @name "std::vec::Vec" "bytes::BytesMut")
 (#value-match? @name "with_capacity")
 (#not-value-match? @name "MaybeUninit")
 (#fresh? @name))
