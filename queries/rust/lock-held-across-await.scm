((let_declaration value: (_) @_value) @_let @report
  (#match? @_value "\\.\\s*(lock|read|write|borrow_mut)\\(\\)(\\s*\\.(unwrap|expect)\\([^()]*\\)|\\?)?$")
  (#inside? @_let async))
; What the head of one of these makes lives to the end of its body.
([
   (if_expression condition: (let_condition value: (_) @_head @report) consequence: (_) @_body)
   (while_expression condition: (let_condition value: (_) @_head @report) body: (_) @_body)
   (match_expression value: (_) @_head @report body: (_) @_body)
   (for_expression value: (_) @_head @report body: (_) @_body)
 ]
  (#match? @_head "\\.\\s*(lock|read|write|borrow_mut)\\(\\)")
  (#inside? @_head async))
