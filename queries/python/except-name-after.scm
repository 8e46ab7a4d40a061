(except_clause value: (as_pattern alias: (as_pattern_target) @name)) @clause @report
