((call_expression
   function: [(scoped_identifier) (identifier)] @_sleep
   arguments: (arguments . (call_expression function: (scoped_identifier) @_duration))) @report
 (#match? @_sleep "^((std::)?thread::)?sleep$")
 (#match? @_duration "^(\\w+::)*Duration::from_")
 (#not-inside? @report loop)
 (#not-has-parent? @report await_expression))
