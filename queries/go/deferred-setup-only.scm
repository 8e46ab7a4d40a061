((defer_statement (call_expression) @report)
 (#signature-match? @report "(?s)^func[^{]*\\) +(func\\(\\)|\\((\\w+ )?func\\(\\)\\))\\s*$"))
