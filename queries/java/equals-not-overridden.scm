((class_declaration
   name: (_) @_class
   body: (class_body (method_declaration
     (modifiers) @_modifiers
     type: (boolean_type)
     name: (identifier) @report
     parameters: (formal_parameters . (formal_parameter type: (_) @type) .)
     body: (_)) @_method))
 (#eq? @report "equals")
 (#eq? @type @_class)
 (#match? @_modifiers "\\bpublic\\b")
 (#not-match? @_modifiers "\\bstatic\\b")
 (#not-any-sibling? @_method "\\bequals\\s*\\(\\s*(final\\s+|@\\w+\\s+)*Object\\b"))
