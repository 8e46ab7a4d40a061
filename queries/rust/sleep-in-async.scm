((call_expression function: (scoped_identifier) @call) @report
  (#match? @call "^(std::)?thread::sleep$")
  (#inside? @report async))
