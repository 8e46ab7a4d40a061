((return_statement "return" @word) @report
 (#leaves? @report finally))
((throw_statement "throw" @word) @report
 (#leaves? @report finally))
((break_statement "break" @word) @report
 (#leaves? @report finally)
 (#not-within? @report loop))
