((call_expression
   function: [(member_expression property: (property_identifier) @_chmod) (identifier) @_chmod]
   arguments: (arguments . (_) . [(number) (string)] @mode @report))
 (#any-of? @_chmod "chmod" "chmodSync" "fchmod" "fchmodSync" "lchmod" "lchmodSync")
 (#match? @mode "^[\"']?(0[oO]?)?0?[0-7][0-7][2367][\"']?$"))
