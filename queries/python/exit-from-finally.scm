((return_statement "return" @word) @report (#leaves? @report finally))
((break_statement) @report @word (#leaves? @report finally))
((continue_statement) @report @word (#leaves? @report finally))
