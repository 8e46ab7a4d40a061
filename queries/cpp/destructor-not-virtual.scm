; A derived class has its destructor virtual from its base.
((class_specifier name: (type_identifier) @name @report . body: (field_declaration_list) @_body)
 (#match? @_body "(?m)^\\s*virtual\\s")
 (#match? @_body "(?m)^\\s*~\\w+\\s*\\(")
 (#not-match? @_body "(?s)virtual\\s+(inline\\s+)?~|protected\\s*:[^:]*~|private\\s*:[^:]*~|~\\w+\\(\\)[^;{]*override"))

((struct_specifier name: (type_identifier) @name @report . body: (field_declaration_list) @_body)
 (#match? @_body "(?m)^\\s*virtual\\s")
 (#match? @_body "(?m)^\\s*~\\w+\\s*\\(")
 (#not-match? @_body "(?s)virtual\\s+(inline\\s+)?~|protected\\s*:[^:]*~|private\\s*:[^:]*~|~\\w+\\(\\)[^;{]*override"))
