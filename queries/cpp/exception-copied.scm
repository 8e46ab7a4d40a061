((catch_clause parameters: (parameter_list (parameter_declaration type: (_) @type declarator: (identifier) @name) @report))
 (#match? @type "(exception|error|Error|Exception)$")
 (#not-match? @type "^(int|exception_ptr)$|error_code$|_ptr$"))
