(unsafe_block) @report
