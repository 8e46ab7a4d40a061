((macro_invocation
   macro: [(identifier) (scoped_identifier)] @_macro
   (token_tree "." . (identifier) @method @report . (token_tree)))
  (#any-of? @method "read_exact" "read_line" "read_to_end" "read_to_string" "write_all" "write_all_buf")
  (#name-match? @_macro "(^|::)select(_biased)?$")
  (#not-name-match? @_macro "^self::")
  (#inside? @report loop))
