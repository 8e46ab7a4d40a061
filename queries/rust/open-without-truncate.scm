((call_expression
<<<<<<< HEAD
   function: (field_expression field: (field_identifier) @_method @report)
   arguments: (arguments . (boolean_literal) @_true . ")")) @_create
  (#eq? @_method "create")
  (#eq? @_true "true"))
=======
   function: (field_expression value: (call_expression) @_options field: (field_identifier) @_open @report))
 (#match? @_open "^open(_with_options)?$")
 (#match? @_options "OpenOptions::(new|default)\\(\\)")
 (#match? @_options "\\.create\\(true\\)")
 (#match? @_options "\\.write\\(true\\)")
 (#not-match? @_options "\\.(truncate|append|create_new|custom_flags|read)\\(")
 (#not-file-match? "flock|\\.lock_exclusive\\(|\\.try_lock|set_len\\("))
>>>>>>> rules-rsb
