; socket.write(bytes)?;
(expression_statement
  [
    (try_expression
      (call_expression
        function: (field_expression value: (_) @_to field: (field_identifier) @_write)
        arguments: (arguments . (_) @bytes . ")")))
    (try_expression
      (await_expression
        (call_expression
          function: (field_expression value: (_) @_to field: (field_identifier) @_write)
          arguments: (arguments . (_) @bytes . ")"))))
    (call_expression
      function: (field_expression
        value: (call_expression
          function: (field_expression value: (_) @_to field: (field_identifier) @_write)
          arguments: (arguments . (_) @bytes . ")"))
        field: (field_identifier) @_unwrap))
  ] @report
  (#eq? @_write "write")
  (#not-match? @_to "(?i)(buf|buffer|encoder|vec|hasher|cursor)$")
  (#match? @bytes "^b\"|^&?(\\w+\\.)*(buf|buffer|bytes|payload|packet)(\\[[^\\]]*\\])?$|\\.(as_bytes|to_[bln]e_bytes|as_slice)\\(\\)$|^&\\[")
  (#any-of? @_unwrap "unwrap" "expect")
  (#not-defined? @_write)
  (#file-match? "\\b(io|net)::")
  (#not-file-match? "unused_io_amount"))
