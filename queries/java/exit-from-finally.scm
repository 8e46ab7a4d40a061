((return_statement "return" @word) @report (#leaves? @report finally))
((break_statement "break" @word) @report (#leaves? @report finally))
((continue_statement "continue" @word) @report (#leaves? @report finally))
