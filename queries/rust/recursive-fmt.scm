((call_expression
   function: (field_expression value: (self) field: (field_identifier) @call)) @report
  (#eq? @call "to_string")
  (#implements? @report "std::fmt::Display")
  (#set! trait "Display"))

; A placeholder names `self`, or `self` is all that is put into one.
((macro_invocation macro: (identifier) @call) @report
  (#any-of? @call "write" "writeln" "format")
  (#match? @report "(?s)\"([^\"\\\\]|\\\\.)*(\\{self:?\\}|\\{0?\\}([^\"\\\\]|\\\\.)*\"\\s*,\\s*self\\s*,?\\s*\\)$)")
  (#implements? @report "std::fmt::Display")
  (#set! trait "Display"))

((macro_invocation macro: (identifier) @call) @report
  (#any-of? @call "write" "writeln" "format")
  (#match? @report "(?s)\"([^\"\\\\]|\\\\.)*(\\{self:#?\\?\\}|\\{:#?\\?\\}([^\"\\\\]|\\\\.)*\"\\s*,\\s*self\\s*,?\\s*\\)$)")
  (#implements? @report "std::fmt::Debug")
  (#set! trait "Debug"))
