((let_declaration value: (_) @_value) @_let @report
  (#match? @_value "\\.\\s*(lock|read|write|borrow_mut)\\(\\)(\\s*\\.(unwrap|expect)\\([^()]*\\)|\\?)?$")
  (#inside? @_let async))
