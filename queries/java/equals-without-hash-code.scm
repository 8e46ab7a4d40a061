((class_declaration
   name: (_) @class
   !superclass
   body: (class_body (method_declaration
     type: (boolean_type)
     name: (identifier) @report
     parameters: (formal_parameters . (formal_parameter type: (_) @_type) .)
     body: (_)) @_method)) @_class
 (#eq? @report "equals")
 (#eq? @_type "Object")
 (#not-any-sibling? @_method "\\bhashCode\\s*\\(\\s*\\)")
 (#not-match? @_class "^[^{]*@(Data|Value|EqualsAndHashCode)\\b"))
