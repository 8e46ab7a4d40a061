((macro_invocation
   macro: [
     (identifier) @_macro
     (scoped_identifier name: (identifier) @_macro)
   ]
   (token_tree "." . (identifier) @method @report . (token_tree)))
  (#match? @_macro "^(select|select_biased)$")
  (#any-of? @method "read_exact" "read_line" "read_to_end" "read_to_string" "write_all" "write_all_buf")
  (#inside? @report loop))
