; What a function of the same file returns is thrown away, though it may hold an error.
(let_declaration
  pattern: "_"
  value: (call_expression
    function: [
      (identifier) @function
      (field_expression value: (self) field: (field_identifier) @function)
      (scoped_identifier name: (identifier) @function)
    ]) @report
  (#signature-match? @report "->\\s*([\\w:]*::)?\\w*Result\\b")
  (#not-signature-match? @report "\\basync (unsafe )?fn\\b"))

(let_declaration
  pattern: "_"
  value: (await_expression
    (call_expression
      function: [
        (identifier) @function
        (field_expression value: (self) field: (field_identifier) @function)
        (scoped_identifier name: (identifier) @function)
      ]) @_call) @report
  (#signature-match? @_call "->\\s*([\\w:]*::)?\\w*Result\\b")
  (#signature-match? @_call "\\basync (unsafe )?fn\\b"))

(expression_statement
  (call_expression
    function: (field_expression
      value: (call_expression
        function: [
          (identifier) @function
          (field_expression value: (self) field: (field_identifier) @function)
          (scoped_identifier name: (identifier) @function)
        ]) @report
      field: (field_identifier) @_ok)
    arguments: (arguments . ")"))
  (#eq? @_ok "ok")
  (#signature-match? @report "->\\s*([\\w:]*::)?\\w*Result\\b")
  (#not-signature-match? @report "\\basync (unsafe )?fn\\b"))

(expression_statement
  (call_expression
    function: (field_expression
      value: (await_expression
        (call_expression
          function: [
            (identifier) @function
            (field_expression value: (self) field: (field_identifier) @function)
            (scoped_identifier name: (identifier) @function)
          ]) @_call) @report
      field: (field_identifier) @_ok)
    arguments: (arguments . ")"))
  (#eq? @_ok "ok")
  (#signature-match? @_call "->\\s*([\\w:]*::)?\\w*Result\\b")
  (#signature-match? @_call "\\basync (unsafe )?fn\\b"))
