((call_expression
   function: [(scoped_identifier) (identifier)] @_sleep
   arguments: (arguments . (call_expression function: (scoped_identifier) @_duration))) @report
 (#names? @_sleep "std::thread::sleep")
 (#names? @_duration "std::time::Duration::from_*" "tokio::time::Duration::from_*")
 (#not-inside? @report loop))
