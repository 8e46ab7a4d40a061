; What a function of the same file returns is thrown away, though it may hold an error.
(let_declaration
  pattern: "_"
  value: [
    (call_expression
      function: [
        (identifier) @function
        (field_expression value: (self) field: (field_identifier) @function)
        (scoped_identifier name: (identifier) @function)
      ]) @report @_plain
    (await_expression
      (call_expression
        function: [
          (identifier) @function
          (field_expression value: (self) field: (field_identifier) @function)
          (scoped_identifier name: (identifier) @function)
        ]) @_awaited) @report
  ]
  (#signature-match? @_plain "->\\s*([\\w:]*::)?\\w*Result\\b")
  (#not-signature-match? @_plain "\\basync (unsafe )?fn\\b")
  (#signature-match? @_awaited "(?s)\\basync (unsafe )?fn\\b.*->\\s*([\\w:]*::)?\\w*Result\\b"))

(expression_statement
  (call_expression
    function: (field_expression
      value: [
        (call_expression
          function: [
            (identifier) @function
            (field_expression value: (self) field: (field_identifier) @function)
            (scoped_identifier name: (identifier) @function)
          ]) @report @_plain
        (await_expression
          (call_expression
            function: [
              (identifier) @function
              (field_expression value: (self) field: (field_identifier) @function)
              (scoped_identifier name: (identifier) @function)
            ]) @_awaited) @report
      ]
      field: (field_identifier) @_ok)
    arguments: (arguments . ")"))
  (#eq? @_ok "ok")
  (#signature-match? @_plain "->\\s*([\\w:]*::)?\\w*Result\\b")
  (#not-signature-match? @_plain "\\basync (unsafe )?fn\\b")
  (#signature-match? @_awaited "(?s)\\basync (unsafe )?fn\\b.*->\\s*([\\w:]*::)?\\w*Result\\b"))
