((call_expression function: (scoped_identifier) @call) @report
 (#any-of? @call "reqwest::Client::new" "reqwest::get")
 (#not-file-match? "timeout"))
