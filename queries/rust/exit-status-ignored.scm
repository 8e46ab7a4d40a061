(expression_statement
  [
    (try_expression
      (call_expression
        function: (field_expression value: (_) @_command field: (field_identifier) @method)
        arguments: (arguments . ")")))
    (try_expression
      (await_expression
        (call_expression
          function: (field_expression value: (_) @_command field: (field_identifier) @method)
          arguments: (arguments . ")"))))
    (try_expression
      (call_expression
        function: (field_expression
          value: (call_expression
            function: (field_expression value: (_) @_command field: (field_identifier) @method)
            arguments: (arguments . ")")))
        arguments: (arguments (_))))
    (call_expression
      function: (field_expression
        value: (call_expression
          function: (field_expression value: (_) @_command field: (field_identifier) @method)
          arguments: (arguments . ")"))
        field: (field_identifier) @_unwrap))
    (call_expression
      function: (field_expression
        value: (await_expression
          (call_expression
            function: (field_expression value: (_) @_command field: (field_identifier) @method)
            arguments: (arguments . ")")))
        field: (field_identifier) @_unwrap))
  ] @report
  (#match? @method "^(status|output)$")
  (#any-of? @_unwrap "unwrap" "expect")
  (#name-match? @_command "^((std|tokio|async_std|async_process|smol)::)?(process::)?Command(::\\w+)?\\(\\)"))
