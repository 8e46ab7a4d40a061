((call_expression function: [(identifier) (scoped_identifier)] @call) @report
  (#names? @call "std::thread::sleep")
  (#inside? @report async))
