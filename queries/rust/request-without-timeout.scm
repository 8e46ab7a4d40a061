((call_expression function: [(identifier) (scoped_identifier)] @call) @report
 (#names? @call "reqwest::Client::new" "reqwest::get")
 (#not-file-match? "timeout"))
