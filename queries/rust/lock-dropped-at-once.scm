; let _ = lock.lock();
(let_declaration
  pattern: "_" @report
  value: (call_expression
    function: (field_expression value: (_) @lock field: (field_identifier) @_method)
    arguments: (arguments . ")"))
  (#any-of? @_method "lock" "write" "read"))

; let _ = lock.lock().unwrap();
(let_declaration
  pattern: "_" @report
  value: (call_expression
    function: (field_expression
      value: (call_expression
        function: (field_expression value: (_) @lock field: (field_identifier) @_method)
        arguments: (arguments . ")"))
      field: (field_identifier) @_unwrap))
  (#any-of? @_method "lock" "write" "read")
  (#any-of? @_unwrap "unwrap" "expect"))

; let _ = lock.lock().await;
(let_declaration
  pattern: "_" @report
  value: (await_expression
    (call_expression
      function: (field_expression value: (_) @lock field: (field_identifier) @_method)
      arguments: (arguments . ")")))
  (#any-of? @_method "lock" "write" "read"))

; lock.lock().await;
((expression_statement
   (await_expression
     (call_expression
       function: (field_expression value: (_) @lock field: (field_identifier) @_method)
       arguments: (arguments . ")")))
   ";") @report
  (#any-of? @_method "lock" "write"))
