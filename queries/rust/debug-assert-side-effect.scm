((macro_invocation
   macro: (identifier) @assert
   (token_tree "." . (identifier) @method @report . (token_tree)) @_tokens)
  (#not-match? @_tokens "\\.pop\\w*\\([^()]*\\)\\.is_none\\(\\)")
  (#match? @assert "^debug_assert(_eq|_ne)?$")
  (#match? @method "^(insert|remove|swap_remove|pop|push|push_str|pop_front|pop_back|push_back|push_front|retain|drain|clear|extend|truncate|fetch_add|fetch_sub|fetch_or|fetch_and|compare_exchange|write_all|send|try_send|read_exact)$"))
