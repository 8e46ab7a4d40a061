((throw_statement) @report
 (#symbol-match? @report "(^|[.:])~\\w+$")
 (#not-within? @report try)
 (#not-around? @report function lambda_expression)
 (#not-around-match? @report function "^[^{]*noexcept\\s*\\(\\s*false"))
