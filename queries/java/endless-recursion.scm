((method_declaration
   name: (identifier) @name
   parameters: (formal_parameters) @_none
   body: (block . [
     (return_statement (method_invocation !object name: (identifier) @_same arguments: (argument_list) @_given) @report)
     (expression_statement (method_invocation !object name: (identifier) @_same arguments: (argument_list) @_given) @report)
   ] .))
 (#eq? @name @_same)
 (#eq? @_none "()")
 (#eq? @_given "()"))
((method_declaration
   name: (identifier) @name
   parameters: (formal_parameters . (formal_parameter name: (_) @_parameter) .)
   body: (block . [
     (return_statement (method_invocation
       !object name: (identifier) @_same arguments: (argument_list . (identifier) @_given .)) @report)
     (expression_statement (method_invocation
       !object name: (identifier) @_same arguments: (argument_list . (identifier) @_given .)) @report)
   ] .)) @_method
 (#eq? @name @_same)
 (#eq? @_parameter @_given)
 (#not-any-sibling? @_method "(?s)^[^{(=]*\\(\\s*[^,)]*\\)\\s*(throws [^{]*)?\\{"))
