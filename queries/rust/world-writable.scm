((call_expression
   function: [
     (field_expression field: (field_identifier) @_set)
     (scoped_identifier name: (identifier) @_set)
     (identifier) @_set
   ]
   arguments: (arguments (integer_literal) @mode @report .)) @_call
 (#any-of? @_set "set_mode" "from_mode" "chmod" "fchmod")
 (#match? @mode "^0o0*(100)?[0-7]?[0-7]?[2367](_?u32)?$"))
