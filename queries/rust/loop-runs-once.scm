; A loop that leaves on some condition, and then leaves at its end all the same.
([
   (for_expression "for" @report
     body: (block
       (expression_statement (if_expression !alternative) @_condition)
       [
         (return_expression "return" @leaves)
         (break_expression "break" @leaves)
         (expression_statement [(return_expression "return" @leaves) (break_expression "break" @leaves)])
       ] @_last
       . [(line_comment) (block_comment)]* .) @_body)
   (while_expression "while" @report
     body: (block
       (expression_statement (if_expression !alternative) @_condition)
       [
         (return_expression "return" @leaves)
         (break_expression "break" @leaves)
         (expression_statement [(return_expression "return" @leaves) (break_expression "break" @leaves)])
       ] @_last
       . [(line_comment) (block_comment)]* .) @_body)
 ]
 (#not-match? @_last "^break '")
 (#has-descendant? @_condition return_expression break_expression)
 (#not-match? @_body "\\bcontinue\\b")
 (#not-explained? @report "never_loop"))
