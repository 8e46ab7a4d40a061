((binary_expression left: (identifier) @duration operator: "*" right: (selector_expression) @unit) @report
 (#names? @unit "time.Nanosecond" "time.Microsecond" "time.Millisecond" "time.Second" "time.Minute" "time.Hour")
 (#value-match? @duration "^\\*?time\\.Duration$"))
((binary_expression left: (selector_expression) @unit operator: "*" right: (identifier) @duration) @report
 (#names? @unit "time.Microsecond" "time.Millisecond" "time.Second" "time.Minute" "time.Hour")
 (#value-match? @duration "^\\*?time\\.Duration$"))
