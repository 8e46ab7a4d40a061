; Not for the permissions of a file that is yet to be made, which the umask narrows.
((call_expression
   function: [
     (field_expression)
     (scoped_identifier)
     (identifier)
   ] @_set
   arguments: (arguments (integer_literal) @mode @report .))
 (#match? @mode "^0o0*(100)?[0-7]?[0-7]?[2367](_?u32)?$")
 (#name-match? @_set "\\.set_mode$|^(std::)?(fs::)?Permissions::from_mode$|(^|::)PermissionsExt::from_mode$|(^|::)f?chmod$")
 (#not-name-match? @_set "^self::")
 (#not-around-match? @_set call "\\.permissions\\(\\s*[\\w:]+\\(0o"))
