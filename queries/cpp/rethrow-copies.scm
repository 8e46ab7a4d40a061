((catch_clause
   parameters: (parameter_list (parameter_declaration type: (_) @_type declarator: (reference_declarator (identifier) @_name)))
   body: (compound_statement (throw_statement (identifier) @_thrown) @report))
 (#same? @_thrown @_name)
 (#match? @_type "(^|::)(exception|runtime_error|logic_error|\\w*Error|\\w*Exception)$"))
