; text.parse().unwrap(), args().nth(1).unwrap()
((call_expression
   function: (field_expression
     value: (call_expression
       function: [
         (field_expression value: (_) @_text field: (field_identifier) @call)
         (generic_function function: (field_expression value: (_) @_text field: (field_identifier) @call))
       ])
     field: (field_identifier) @_unwrap)) @report
  (#eq? @_unwrap "unwrap")
  (#eq? @call "parse")
  (#not-match? @_text "^\"|^[A-Z_0-9]+$|^env!|^concat!|^format!"))

; env::var("X").unwrap(), serde_json::from_str(text).unwrap()
((call_expression
   function: (field_expression
     value: (call_expression
       function: [
         [(identifier) (scoped_identifier)] @call
         (generic_function function: [(identifier) (scoped_identifier)] @call)
       ]
       arguments: (arguments . (_) @_argument))
     field: (field_identifier) @_unwrap)) @report
  (#eq? @_unwrap "unwrap")
  (#not-match? @_argument "^r?#*\"[^\"]*[{\\[]|^&?[A-Z_0-9]+$|^include_|^\"(CARGO_|OUT_DIR|TARGET)")
  (#name-match? @call "^(std::env::var|env::var|(serde_json|serde_yaml|toml|ron|bincode|postcard)::(from_str|from_slice|from_reader|deserialize|from_value))$"))
