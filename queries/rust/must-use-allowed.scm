((attribute
   (identifier) @_allow
   arguments: (token_tree (identifier) @lint @report))
  (#any-of? @_allow "allow" "expect")
  (#eq? @lint "unused_must_use"))
