((expression_statement [(yield) @report (assignment right: (yield) @report)])
 . (comment)*
 . [(expression_statement) (delete_statement) (if_statement) (for_statement)]
 (#not-within? @report handler)
 (#decorated? @report "*contextmanager" "*asynccontextmanager")
 (#alone? @report))
