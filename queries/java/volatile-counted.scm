((update_expression (identifier) @_name) @report
 (#annotated? @_name "\\bvolatile\\b")
 (#not-has-ancestor? @report synchronized_statement)
 (#not-around-match? @report function "^[^{]*\\bsynchronized\\b|\\.lock\\(|inEventLoop|assert"))
((assignment_expression left: (identifier) @_name operator: ["+=" "-="] right: (_)) @report
 (#annotated? @_name "\\bvolatile\\b[^;]*\\b(int|long|short)\\b|\\bvolatile\\b")
 (#type? @_name "int" "long" "short")
 (#not-has-ancestor? @report synchronized_statement)
 (#not-around-match? @report function "^[^{]*\\bsynchronized\\b|\\.lock\\(|inEventLoop|assert"))
