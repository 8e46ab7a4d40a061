((catch_clause body: (block . "{" . "}")) @report
 (#match? @report "^catch\\s*(\\{|\\(\\s*(System\\.)?Exception\\b)")
 (#not-explained? @report))
