((call
   function: [(attribute attribute: (identifier) @_chmod) (identifier) @_chmod]
   arguments: (argument_list (integer) @mode @report))
 (#any-of? @_chmod "chmod" "fchmod" "lchmod")
 (#match? @mode "^0[oO]?0?[0-7][0-7][2367]$"))
((call
   function: [(attribute attribute: (identifier) @_chmod) (identifier) @_chmod]
   arguments: (argument_list (binary_operator) @mode @report))
 (#any-of? @_chmod "chmod" "fchmod" "lchmod")
 (#match? @mode "S_IWOTH|S_IRWXO")
 (#not-match? @mode "~"))
