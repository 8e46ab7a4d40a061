((call function: [(identifier) (attribute)] @_name arguments: (argument_list . (_) @source @report))
 (#known-as? @_name "(^|\\.)(render_template_string|from_string|Template)$")
 (#not-calls? @_name "string.Template")
 (#tainted? @source template))
