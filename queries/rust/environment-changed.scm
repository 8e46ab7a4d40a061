; Anywhere but in `main` and in tests.
((call_expression function: [(identifier) (scoped_identifier)] @call) @report
 (#names? @call "std::env::set_var" "std::env::remove_var")
 (#not-path-match? "test|main\\.rs$")
 (#not-symbol-match? @report "(^|\\.)main$|test[^.]*$"))
