; A method of the value is called, or a field is set, and only then the error is looked at.
([
   (short_var_declaration
     left: (expression_list . (identifier) @value (identifier) @error .)
     right: (expression_list . (call_expression) @_call .))
   (assignment_statement
     left: (expression_list . (identifier) @value (identifier) @error .)
     right: (expression_list . (call_expression) @_call .))
 ]
 . [
   (expression_statement (call_expression function: (selector_expression operand: (identifier) @_used)))
   (assignment_statement left: (expression_list . (selector_expression operand: (identifier) @_used) .))
 ] @report
 . (if_statement !initializer condition: (binary_expression left: (identifier) @_checked operator: "!=" right: (nil)))
 (#match? @error "(?i)err")
 (#eq? @_used @value)
 (#eq? @_checked @error)
 (#not-names? @_call "bufio.*" "*.Write" "*.Read"))
