((method_declaration
   receiver: (parameter_list (parameter_declaration name: (identifier) @_self))
   name: (field_identifier) @method
   body: (block (statement_list (return_statement (expression_list (call_expression
     function: (selector_expression) @call
     arguments: (argument_list . (interpreted_string_literal) @_text . (identifier) @_value .)) @report)))))
 (#any-of? @method "String" "Error")
 (#names? @call "fmt.Sprintf")
 (#eq? @_self @_value)
 (#match? @_text "^\"[^%]*%\\+?[vs][^%]*\"$"))
((method_declaration
   receiver: (parameter_list (parameter_declaration name: (identifier) @_self))
   name: (field_identifier) @method
   body: (block (statement_list (return_statement (expression_list (call_expression
     function: (selector_expression) @call
     arguments: (argument_list (identifier) @_value)) @report)))))
 (#any-of? @method "String" "Error")
 (#names? @call "fmt.Sprint" "fmt.Sprintln")
 (#eq? @_self @_value))
