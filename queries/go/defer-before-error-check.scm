; A nil file can be closed; what is read from a nil response cannot.
((short_var_declaration
   left: (expression_list . (identifier) @value . (identifier) @error .)
   right: (expression_list . (call_expression) @_call .))
 . (defer_statement (call_expression function: (selector_expression operand: [
     (identifier) @_used
     (selector_expression operand: (identifier) @_used)
   ]))) @report
 . (if_statement condition: (binary_expression left: (identifier) @_checked operator: "!=" right: (nil)))
 (#eq? @_used @value)
 (#eq? @_checked @error)
 (#not-names? @_call "os.Open*" "os.Create*"))
